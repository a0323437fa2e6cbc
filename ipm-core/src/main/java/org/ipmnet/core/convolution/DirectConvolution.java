// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution by ND4J's operations {@code conv2d} and {@code conv2d_bp}, which hand the work to
 * one-DNN.
 */
record DirectConvolution(Window window, Layout layout) implements ConvolutionMethod {

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    INDArray[] given = bias == null ? new INDArray[] {x, weight} : new INDArray[] {x, weight, bias};
    run("conv2d", window, layout, given, y);
  }

  @Override
  public Gradients gradients(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    INDArray input = memory.take(x.dataType(), x.shape());
    INDArray weights = memory.take(weight.dataType(), weight.shape());
    INDArray[] given = {x, weight, gradient};
    run("conv2d_bp", window, layout, given, input, weights);
    Channelwise.sumsByChannel(memory, gradient, layout, biasGradient);
    return new Gradients(input, weights);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    return new InputGradient(window, layout).of(memory, gradient, weight, shape);
  }

  /** The operation computes the input's gradient too, whether it is wanted or not. */
  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    Gradients both = gradients(memory, x, weight, gradient, biasGradient);
    memory.release(both.input());
    return both.weight();
  }

  /** Runs one of ND4J's operations on images with weights [out, in, kh, kw]. */
  static void run(
      String operation, Window window, Layout layout, INDArray[] inputs, INDArray... outputs) {
    Nd4j.exec(
        DynamicCustomOp.builder(operation)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(
                window.height(),
                window.width(),
                window.stride(),
                window.stride(),
                window.padRows(),
                window.padColumns(),
                1, // dilation
                1,
                0, // no "same" mode
                layout.flag(),
                1) // the order of the weights
            .build());
  }
}
