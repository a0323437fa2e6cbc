// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import java.util.Objects;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

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
    INDArray[] given = {x, weight, bias};
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(Arrays.stream(given).filter(Objects::nonNull).toArray(INDArray[]::new))
            .addOutputs(y)
            .addIntegerArguments(arguments())
            .build());
  }

  @Override
  public Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray input = memory.take(x.dataType(), x.shape());
    INDArray weights = memory.take(weight.dataType(), weight.shape());
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(x, weight, gradient)
            .addOutputs(input, weights)
            .addIntegerArguments(arguments())
            .build());
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

  /** Kernel, stride, padding, dilation, no "same" mode, layout, weights [out, in, kh, kw]. */
  private int[] arguments() {
    return new int[] {height, width, stride, stride, zeros, zeros, 1, 1, 0, layout.flag(), 1};
  }
}
