// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a convolution without padding beyond what it was made for is computed: images in one {@link
 * Layout}, weights [out, in, kh, kw]. Arguments stay the caller's; what is returned is an owned
 * reference.
 */
interface ConvolutionMethod {

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

  /**
   * The gradients that a pass wants, computed together where it wants both; null for the others.
   *
   * @param pass knows the input's shape
   * @param x may be null if the parameters' gradients are not wanted
   */
  default Gradients wanted(LayerPass pass, INDArray x, INDArray weight, INDArray gradient) {
    Memory memory = pass.memory();
    if (!pass.wantsParameters()) {
      return new Gradients(inputGradient(memory, weight, gradient, pass.shape()), null);
    }
    return pass.wantsInput(0)
        ? gradients(memory, x, weight, gradient)
        : new Gradients(null, weightGradient(memory, x, weight, gradient));
  }

  /** Two owned references. */
  record Gradients(INDArray input, INDArray weight) {}
}
