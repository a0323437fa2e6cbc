// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.ReluKernels;
import org.ipmnet.core.onnx.OnnxValue;
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
  NONE(1),
  /** max(0, x); its gradient at 0 is 0. */
  RELU(0),
  /** x where x > 0, else 0.2 x; its gradient at 0 is 0.2. */
  LEAKY_RELU(0.2),
  /** x where x > 0, else 0.01 x; its gradient at 0 is 0.01. In BeautyGAN's D. */
  GENTLE_LEAKY_RELU(0.01),
  /** The hyperbolic tangent: the last activation of the baselines' generators. */
  TANH(Double.NaN);

  private final double slope;

  /** With that slope below 0. */
  Activation(double slope) {
    this.slope = slope;
  }

  /** Applies the activation to {@code x} and puts the result into {@code y}, which may be x. */
  void apply(INDArray x, INDArray y) {
    if (fused(y)) {
      kernels(y).forward(x, y);
      return;
    }
    switch (this) {
      case NONE -> {
        if (x != y) {
          y.assign(x);
        }
      }
      case RELU -> Nd4j.getExecutioner().exec(new RectifiedLinear(x, y, 0));
      case TANH -> Nd4j.getExecutioner().exec(new Tanh(x, y));
      default -> Nd4j.getExecutioner().exec(new LeakyReLU(x, y, slope));
    }
  }

  /**
   * Multiplies the gradient in place by the activation's derivative.
   *
   * @param output of the activation; where that is piecewise linear, its input will do: both have
   *     the same sign
   */
  void backward(Memory memory, INDArray output, INDArray gradient) {
    if (this == NONE) {
      return;
    }
    if (fused(gradient)) {
      kernels(gradient).backward(output, gradient);
      return;
    }
    INDArray factor = memory.take(output.dataType(), output.shape());
    if (this == TANH) {
      output.mul(output, factor);
      factor.rsubi(1);
    } else {
      // Not relu_bp, which takes five times as long, nor lrelu_bp, whose gradient at 0 is 1.
      Nd4j.getExecutioner().exec(new Step(output, factor, 0));
      if (slope > 0) {
        Nd4j.getExecutioner().exec(new ScalarMax(factor, null, factor, slope));
      }
    }
    gradient.muli(factor);
    memory.release(factor);
  }

  /** Adds the activation to an ONNX graph. */
  OnnxValue toOnnx(OnnxLayer at, OnnxValue x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> at.node("Relu", x).done(x.channels());
      case LEAKY_RELU, GENTLE_LEAKY_RELU ->
          at.node("LeakyRelu", x).withNumber("alpha", (float) slope).done(x.channels());
      case TANH -> at.node("Tanh", x).done(x.channels());
    };
  }

  private boolean fused(INDArray array) {
    return this != NONE && this != TANH && OneDnn.serves(array.dataType());
  }

  private ReluKernels kernels(INDArray array) {
    return new ReluKernels(array.length(), (float) slope);
  }

  /** Whether the derivative is constant between kinks and depends on the sign alone. */
  boolean piecewiseLinear() {
    return this != TANH;
  }
}
