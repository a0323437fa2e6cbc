// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.PackedWeights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution with zeros beyond the border, by the method that is fastest for its shape. On a GPU
 * that is cuDNN's choice, behind ND4J's operation.
 *
 * @param constant keeps weights that never change as a forward pass wants them; null if they may
 */
public record Convolution2d(Window window, Layout layout, PackedWeights constant)
    implements ConvolutionMethod {
  private static final boolean ON_CPU = Nd4j.getEnvironment().isCPU();

  /** By weights that may change. */
  public Convolution2d(Window window, Layout layout) {
    this(window, layout, null);
  }

  /** The same convolution by one layer's weights that never change; null if they may. */
  public Convolution2d by(PackedWeights weights) {
    return new Convolution2d(window, layout, weights);
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    method(weight, y).forward(memory, x, weight, bias, y);
  }

  @Override
  public Gradients gradients(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    return method(weight, gradient).gradients(memory, x, weight, gradient, biasGradient);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    return method(weight, gradient).inputGradient(memory, weight, gradient, shape);
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    return method(weight, gradient).weightGradient(memory, x, weight, gradient, biasGradient);
  }

  private ConvolutionMethod method(INDArray weight, INDArray y) {
    if (ON_CPU && WinogradConvolution.pays(window, weight, y, layout)) {
      return new WinogradConvolution(window.stride(), window.padRows());
    }
    if (ON_CPU && RowConvolution.pays(window, weight)) {
      return new RowConvolution(window.height(), window.width(), layout);
    }
    ConvolutionMethod direct = direct(window, layout, constant, y.dataType());
    return ON_CPU && PictureConvolution.pays(window, weight, layout)
        ? new PictureConvolution(window, layout, direct)
        : direct;
  }

  /** Tap by tap: by oneDNN where it can be called, else by ND4J. */
  static ConvolutionMethod direct(Window window, Layout layout, DataType type) {
    return direct(window, layout, null, type);
  }

  private static ConvolutionMethod direct(
      Window window, Layout layout, PackedWeights constant, DataType type) {
    return OneDnn.serves(type)
        ? new OneDnnConvolution(window, layout, constant)
        : new DirectConvolution(window, layout);
  }
}
