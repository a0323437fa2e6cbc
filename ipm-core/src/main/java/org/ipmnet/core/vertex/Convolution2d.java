// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolution operation of ND4J in the layout for which it hands the work to one-DNN: images
 * NCHW, weights [out, in, kh, kw].
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param zeros beyond each border, supplied by the operation
 */
record Convolution2d(int height, int width, int stride, int zeros) {

  /**
   * Where the gradients go.
   *
   * @param bias null for a convolution without
   */
  record Gradients(INDArray input, INDArray weight, INDArray bias) {}

  /**
   * Convolves.
   *
   * @param bias null for none
   */
  void forward(INDArray x, INDArray weight, INDArray bias, INDArray y) {
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(given(x, weight, bias))
            .addOutputs(y)
            .addIntegerArguments(arguments())
            .build());
  }

  void backward(INDArray x, INDArray weight, INDArray bias, INDArray gradient, Gradients into) {
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(given(x, weight, bias, gradient))
            .addOutputs(given(into.input(), into.weight(), into.bias()))
            .addIntegerArguments(arguments())
            .build());
  }

  /** Without the bias where there is none. */
  private static INDArray[] given(INDArray... arrays) {
    return Arrays.stream(arrays).filter(Objects::nonNull).toArray(INDArray[]::new);
  }

  /** Kernel, stride, padding, dilation, no "same" mode, NCHW, weights [out, in, kh, kw]. */
  private int[] arguments() {
    return new int[] {height, width, stride, stride, zeros, zeros, 1, 1, 0, 0, 1};
  }
}
