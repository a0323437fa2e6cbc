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
    ConvolutionMethod method = method(weight, gradient);
    return method.equals(methodOfWeights(weight, gradient))
        ? method.gradients(memory, x, weight, gradient, biasGradient)
        : ConvolutionMethod.super.gradients(memory, x, weight, gradient, biasGradient);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    return method(weight, gradient).inputGradient(memory, weight, gradient, shape);
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    return methodOfWeights(weight, gradient)
        .weightGradient(memory, x, weight, gradient, biasGradient);
  }

  private ConvolutionMethod method(INDArray weight, INDArray y) {
    return ON_CPU && WinogradConvolution.pays(window, weight, y, layout)
        ? new WinogradConvolution(window.stride(), window.padRows())
        : plain(weight, y);
  }

  private ConvolutionMethod methodOfWeights(INDArray weight, INDArray y) {
    return ON_CPU && WinogradConvolution.paysForWeights(window, weight, y, layout)
        ? new WinogradConvolution(window.stride(), window.padRows())
        : plain(weight, y);
  }

  private ConvolutionMethod plain(INDArray weight, INDArray y) {
    return ON_CPU && RowConvolution.pays(window, weight)
        ? new RowConvolution(window.height(), window.width(), layout)
        : direct(window, layout, y.dataType());
  }

  /** Tap by tap: by oneDNN where it can be called, else by ND4J. */
  static ConvolutionMethod direct(Window window, Layout layout, DataType type) {
    return OneDnn.serves(type)
        ? new OneDnnConvolution(window, layout)
        : new DirectConvolution(window, layout);
  }
}
