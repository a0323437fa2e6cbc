// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The activation at the end of a block, always in place. */
public enum Activation {
  /** The identity. */
  NONE {
    @Override
    void apply(INDArray y) {}

    @Override
    void backward(Memory memory, INDArray signs, INDArray gradient) {}
  },

  /** max(0, x); its gradient at 0 is 0. */
  RELU {
    @Override
    void apply(INDArray y) {
      Nd4j.exec(
          DynamicCustomOp.builder("relu")
              .addInputs(y)
              .addOutputs(y)
              .addFloatingPointArguments(0.0)
              .build());
    }

    @Override
    void backward(Memory memory, INDArray signs, INDArray gradient) {
      Nd4j.exec(
          DynamicCustomOp.builder("relu_bp")
              .addInputs(signs, gradient)
              .addOutputs(gradient)
              .addFloatingPointArguments(0.0)
              .build());
    }
  },

  /** x where x > 0, else 0.2 x; its gradient at 0 is 0.2. */
  LEAKY_RELU {
    @Override
    void apply(INDArray y) {
      Nd4j.exec(
          DynamicCustomOp.builder("lrelu")
              .addInputs(y)
              .addOutputs(y)
              .addFloatingPointArguments(SLOPE)
              .build());
    }

    @Override
    void backward(Memory memory, INDArray signs, INDArray gradient) {
      // Not lrelu_bp: it takes the gradient at 0 for 1.
      INDArray factor = memory.take(signs.dataType(), signs.shape());
      Nd4j.getExecutioner().exec(new org.nd4j.linalg.api.ops.impl.scalar.Step(signs, factor, 0.0));
      factor.muli(1 - SLOPE).addi(SLOPE);
      gradient.muli(factor);
      memory.release(factor);
    }
  };

  /** The slope of the leaky ReLU below 0. */
  public static final double SLOPE = 0.2;

  /** Applies the activation in place. */
  abstract void apply(INDArray y);

  /**
   * Multiplies the gradient in place by the activation's derivative.
   *
   * @param signs input or output of the activation: both have the same sign
   */
  abstract void backward(Memory memory, INDArray signs, INDArray gradient);
}
