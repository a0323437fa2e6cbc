// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's operation {@code conv2d} and its way back, for weights [out, in, kh, kw].
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param zeroRows above and below the image, supplied by the operation
 * @param zeroColumns to its left and right
 */
record ConvolutionOp(
    int height, int width, int stride, int zeroRows, int zeroColumns, Layout layout) {

  /**
   * Convolves.
   *
   * @param bias [out], null for none
   * @param y the result, overwritten
   */
  void forward(INDArray x, INDArray weight, INDArray bias, INDArray y) {
    run("conv2d", new INDArray[] {x, weight, bias}, y);
  }

  /**
   * Computes all gradients.
   *
   * @param bias null for none, and no third gradient then
   * @param gradients of x, weight and bias, overwritten
   */
  void backward(
      INDArray x, INDArray weight, INDArray bias, INDArray gradient, INDArray... gradients) {
    run("conv2d_bp", new INDArray[] {x, weight, bias, gradient}, gradients);
  }

  private void run(String operation, INDArray[] given, INDArray... results) {
    Nd4j.exec(
        DynamicCustomOp.builder(operation)
            .addInputs(Arrays.stream(given).filter(Objects::nonNull).toArray(INDArray[]::new))
            .addOutputs(results)
            .addIntegerArguments(
                height,
                width,
                stride,
                stride,
                zeroRows,
                zeroColumns,
                1, // dilation
                1,
                0, // no "same" mode
                layout.flag(),
                1) // the order of the weights
            .build());
  }
}
