// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution by the operation of ND4J, in the layout for which it hands the work to one-DNN.
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param zeros beyond each border, supplied by the operation
 */
record DirectConvolution(int height, int width, int stride, int zeros, Layout layout)
    implements ConvolutionMethod {

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    operation().forward(x, weight, bias, y);
  }

  @Override
  public Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray input = memory.take(x.dataType(), x.shape());
    INDArray weights = memory.take(weight.dataType(), weight.shape());
    operation().backward(x, weight, null, gradient, input, weights);
    return new Gradients(input, weights);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    return new InputGradient(height, width, stride, zeros, layout)
        .of(memory, gradient, weight, shape);
  }

  /** The operation knows no half: the input's gradient is computed, too. */
  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    Gradients both = gradients(memory, x, weight, gradient);
    memory.release(both.input());
    return both.weight();
  }

  private ConvolutionOp operation() {
    return new ConvolutionOp(height, width, stride, zeros, zeros, layout);
  }
}
