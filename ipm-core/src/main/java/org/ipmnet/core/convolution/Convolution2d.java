// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.OneDnn;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution with zeros beyond the border, by the method that is fastest for its shape. On a GPU
 * that is cuDNN's choice, behind ND4J's operation.
 */
public record Convolution2d(Window window, Layout layout) implements ConvolutionMethod {
  private static final boolean ON_CPU = Nd4j.getEnvironment().isCPU();

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
      return new WinogradConvolution(window.padRows(), layout);
    }
    if (ON_CPU && RowConvolution.pays(window, weight)) {
      return new RowConvolution(window.height(), window.width(), layout);
    }
    return direct(window, layout, y.dataType());
  }

  /** Tap by tap: by oneDNN where it can be called, else by ND4J. */
  static ConvolutionMethod direct(Window window, Layout layout, DataType type) {
    return OneDnn.serves(type)
        ? new OneDnnConvolution(window, layout)
        : new DirectConvolution(window, layout);
  }
}
