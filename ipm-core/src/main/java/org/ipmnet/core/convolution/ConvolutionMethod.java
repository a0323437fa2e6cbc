// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One way to compute a convolution of images in one {@link org.ipmnet.core.image.Layout} by weights
 * [out, in, kh, kw], or [c, 1, kh, kw] for each channel by itself, and its gradients. Arguments
 * stay the caller's; what is returned is an owned reference.
 */
public interface ConvolutionMethod {

  /**
   * Convolves.
   *
   * @param bias [out], null for none
   * @param y the result, overwritten
   */
  void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y);

  /**
   * The gradient of the input.
   *
   * @param gradient of y
   * @param shape of the input
   */
  INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape);

  /**
   * The gradient of the weights.
   *
   * @param biasGradient [out], overwritten by the gradient of the bias; null if it is not wanted
   */
  INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient);

  /** The gradients of input and weights, and of the bias as {@link #weightGradient} has it. */
  default Gradients gradients(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    return new Gradients(
        inputGradient(memory, weight, gradient, x.shape()),
        weightGradient(memory, x, weight, gradient, biasGradient));
  }

  /** Two owned references. */
  record Gradients(INDArray input, INDArray weight) {}
}
