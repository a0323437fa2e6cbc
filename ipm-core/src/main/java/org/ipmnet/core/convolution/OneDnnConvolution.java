// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.ConvolutionKernels;
import org.ipmnet.core.onednn.PackedWeights;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution by primitives of oneDNN that are made once for each shape.
 *
 * @param constant keeps the weights as the forward pass wants them; null if they may change
 */
record OneDnnConvolution(Window window, Layout layout, PackedWeights constant)
    implements ConvolutionMethod {
  /**
   * Elements of a line of pixels from which on oneDNN's own layout, with 8 or 16 channels of a
   * pixel together, repays the conversion: with all channels together a kernel's rows lie so far
   * apart that they push each other out of the cache.
   */
  private static final long LONG_LINE = 4096;

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    if (bias == null) {
      kernels(x.shape(), weight, false).forward().runPacked(memory, constant, x, weight, y);
    } else {
      kernels(x.shape(), weight, true).forward().runPacked(memory, constant, x, weight, bias, y);
    }
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray result = memory.take(gradient.dataType(), shape);
    kernels(shape, weight, false).inputGradient().run(memory, gradient, weight, result);
    return result;
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    INDArray result = memory.take(weight.dataType(), weight.shape());
    if (biasGradient == null) {
      kernels(x.shape(), weight, false).weightGradient().run(memory, x, gradient, result);
    } else {
      kernels(x.shape(), weight, true)
          .weightGradient()
          .run(memory, x, gradient, result, biasGradient);
    }
    return result;
  }

  private ConvolutionKernels kernels(long[] x, INDArray weight, boolean bias) {
    long width = x[layout.columnDimension()];
    long in = x[layout.channelDimension()];
    long out = weight.size(0);
    return new ConvolutionKernels(
        layout == Layout.CHANNELS_LAST,
        Math.max(width * in, window.columns(width) * out) >= LONG_LINE,
        x[0],
        in,
        x[layout.rowDimension()],
        width,
        out,
        in / weight.size(1),
        window.height(),
        window.width(),
        window.stride(),
        window.padRows(),
        window.padColumns(),
        bias);
  }
}
