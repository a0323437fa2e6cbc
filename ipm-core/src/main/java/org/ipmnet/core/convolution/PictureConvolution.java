// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.onednn.OneDnn;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of pictures by a large kernel of stride 1, in floats. The way back to the picture
 * is a convolution to a picture, by the turned kernel, and by its rows takes half the time: see
 * {@link RowConvolution}.
 *
 * @param plain computes all else
 */
record PictureConvolution(Window window, Layout layout, ConvolutionMethod plain)
    implements ConvolutionMethod {

  /** Whether it is possible, and faster than a plain convolution. */
  static boolean pays(Window window, INDArray weight, Layout layout) {
    return OneDnn.serves(weight.dataType())
        && layout == Layout.CHANNELS_LAST
        && window.equals(Window.square(window.height(), 1, 0))
        && RowConvolution.pays(window, weight.permute(1, 0, 2, 3));
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    plain.forward(memory, x, weight, bias, y);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    int side = window.height();
    INDArray padded = layout.enlarged(memory, gradient, side - 1);
    padded.assign(0);
    long bottom = layout.height(padded) - side + 1;
    long right = layout.width(padded) - side + 1;
    Elementwise.copy(gradient, layout.window(padded, side - 1, bottom, side - 1, right));
    INDArray kernel = turned(memory, weight);
    INDArray result = memory.take(gradient.dataType(), shape);
    new RowConvolution(side, side, layout).forward(memory, padded, kernel, null, result);
    memory.release(kernel);
    memory.release(padded);
    return result;
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    return plain.weightGradient(memory, x, weight, gradient, biasGradient);
  }

  /** By half a turn, the picture's channels first: [in, out, k, k] of [out, in, k, k]. */
  private INDArray turned(Memory memory, INDArray weight) {
    int out = (int) weight.size(0);
    int in = (int) weight.size(1);
    int area = window.height() * window.width();
    float[] from = weight.reshape(weight.length()).toFloatVector();
    float[] to = new float[from.length];
    for (int o = 0; o < out; o++) {
      for (int c = 0; c < in; c++) {
        for (int place = 0; place < area; place++) {
          to[(c * out + o) * area + area - 1 - place] = from[(o * in + c) * area + place];
        }
      }
    }
    INDArray result = memory.take(DataType.FLOAT, in, out, window.height(), window.width());
    NativeArray.buffer(result).put(to);
    return result;
  }
}
