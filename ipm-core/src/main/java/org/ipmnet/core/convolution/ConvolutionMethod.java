// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One way to compute a convolution of images in one {@link org.ipmnet.core.image.Layout} by weights
 * [out, in, kh, kw], and its gradients. Arguments stay the caller's; what is returned is an owned
 * reference.
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

  /** The gradient of the weights. */
  INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient);

  /** Both gradients. */
  default Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    return new Gradients(
        inputGradient(memory, weight, gradient, x.shape()),
        weightGradient(memory, x, weight, gradient));
  }

  /** Two owned references. */
  record Gradients(INDArray input, INDArray weight) {}
}
