// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** The activation at the end of a block. */
public enum Activation {
  /** The identity. */
  NONE {
    @Override
    void apply(INDArray x, INDArray y) {
      if (x != y) {
        y.assign(x);
      }
    }

    @Override
    void backward(Memory memory, INDArray output, INDArray gradient) {}
  },

  /** max(0, x); its gradient at 0 is 0. */
  RELU {
    @Override
    void apply(INDArray x, INDArray y) {
      Nd4j.getExecutioner().exec(new RectifiedLinear(x, y, 0));
    }

    @Override
    void backward(Memory memory, INDArray output, INDArray gradient) {
      // Not relu_bp: it takes five times as long.
      INDArray factor = memory.take(output.dataType(), output.shape());
      Nd4j.getExecutioner().exec(new Step(output, factor, 0));
      gradient.muli(factor);
      memory.release(factor);
    }
  },

  /** x where x > 0, else 0.2 x; its gradient at 0 is 0.2. */
  LEAKY_RELU {
    @Override
    void apply(INDArray x, INDArray y) {
      leak(x, y, SLOPE);
    }

    @Override
    void backward(Memory memory, INDArray output, INDArray gradient) {
      leakBack(memory, output, gradient, SLOPE);
    }
  },

  /** x where x > 0, else 0.01 x; its gradient at 0 is 0.01. In BeautyGAN's D. */
  GENTLE_LEAKY_RELU {
    @Override
    void apply(INDArray x, INDArray y) {
      leak(x, y, GENTLE_SLOPE);
    }

    @Override
    void backward(Memory memory, INDArray output, INDArray gradient) {
      leakBack(memory, output, gradient, GENTLE_SLOPE);
    }
  },

  /** The hyperbolic tangent: the last activation of the baselines' generators. */
  TANH {
    @Override
    void apply(INDArray x, INDArray y) {
      Nd4j.getExecutioner().exec(new Tanh(x, y));
    }

    @Override
    void backward(Memory memory, INDArray output, INDArray gradient) {
      INDArray factor = memory.take(output.dataType(), output.shape());
      output.mul(output, factor);
      gradient.muli(factor.rsubi(1));
      memory.release(factor);
    }

    @Override
    boolean piecewiseLinear() {
      return false;
    }
  };

  /** The slope of the leaky ReLU below 0. */
  public static final double SLOPE = 0.2;

  /** The slope of the gentle one. */
  public static final double GENTLE_SLOPE = 0.01;

  private static void leak(INDArray x, INDArray y, double slope) {
    Nd4j.getExecutioner().exec(new LeakyReLU(x, y, slope));
  }

  private static void leakBack(Memory memory, INDArray output, INDArray gradient, double slope) {
    // Not lrelu_bp: it takes the gradient at 0 for 1.
    INDArray factor = memory.take(output.dataType(), output.shape());
    Nd4j.getExecutioner().exec(new Step(output, factor, 0));
    Nd4j.getExecutioner().exec(new ScalarMax(factor, null, factor, slope));
    gradient.muli(factor);
    memory.release(factor);
  }

  /** Applies the activation to {@code x} and puts the result into {@code y}, which may be x. */
  abstract void apply(INDArray x, INDArray y);

  /**
   * Multiplies the gradient in place by the activation's derivative.
   *
   * @param output of the activation; where that is piecewise linear, its input will do: both have
   *     the same sign
   */
  abstract void backward(Memory memory, INDArray output, INDArray gradient);

  /** Whether the derivative is constant between kinks and depends on the sign alone. */
  boolean piecewiseLinear() {
    return true;
  }
}
