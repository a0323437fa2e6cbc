// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution by ND4J's operations {@code conv2d} and {@code conv2d_bp}, or their likes for each
 * channel by itself, which hand the work to one-DNN.
 */
record DirectConvolution(Window window, Layout layout) implements ConvolutionMethod {

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    boolean depthwise = depthwise(x.shape(), weight);
    INDArray kernel = depthwise ? byChannel(weight) : weight;
    INDArray[] given = bias == null ? new INDArray[] {x, kernel} : new INDArray[] {x, kernel, bias};
    run(depthwise ? "depthwise_conv2d" : "conv2d", window, layout, given, y);
  }

  @Override
  public Gradients gradients(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    INDArray input = memory.take(x.dataType(), x.shape());
    INDArray weights = memory.take(weight.dataType(), weight.shape());
    if (depthwise(x.shape(), weight)) {
      INDArray[] given = {x, byChannel(weight), gradient};
      run("depthwise_conv2d_bp", window, layout, given, input, byChannel(weights));
    } else {
      INDArray[] given = {x, weight, gradient};
      run("conv2d_bp", window, layout, given, input, weights);
    }
    Channelwise.sumsByChannel(memory, gradient, layout, biasGradient);
    return new Gradients(input, weights);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    if (depthwise(shape, weight)) { // the operation reads x for the weights' gradient alone
      INDArray x = memory.zeros(gradient.dataType(), shape);
      Gradients both = gradients(memory, x, weight, gradient, null);
      memory.release(x);
      memory.release(both.weight());
      return both.input();
    }
    return new InputGradient(window, layout).of(memory, gradient, weight, shape);
  }

  private boolean depthwise(long[] x, INDArray weight) {
    return weight.size(1) == 1 && x[layout.channelDimension()] > 1;
  }

  /** [c, 1, kh, kw] as ND4J's operation on each channel wants it: [1, c, kh, kw]. */
  private static INDArray byChannel(INDArray weight) {
    return weight.reshape('c', 1, weight.size(0), weight.size(2), weight.size(3));
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
