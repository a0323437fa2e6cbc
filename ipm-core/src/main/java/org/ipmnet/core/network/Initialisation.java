// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fresh weights of convolutions and linear layers are drawn where it is not Kaiming's way; the
 * parameters of norms stay as they are.
 */
public enum Initialisation {
  /** Weights N(0, 2 / (fan-in + fan-out)) (Glorot and Bengio 2010), biases 0. */
  XAVIER_NORMAL {
    @Override
    void fill(INDArray weight, INDArray bias, RandomGenerator random) {
      double field = (double) weight.length() / (weight.size(0) * weight.size(1));
      double deviation = Math.sqrt(2 / (field * (weight.size(0) + weight.size(1))));
      draw(weight, () -> random.nextGaussian() * deviation);
      zero(bias);
    }
  },
  /** Weights N(0, 0.02^2), biases 0: what CycleGAN and MUNIT's D start with. */
  NORMAL_2_PERCENT {
    @Override
    void fill(INDArray weight, INDArray bias, RandomGenerator random) {
      draw(weight, () -> random.nextGaussian() * DEVIATION);
      zero(bias);
    }
  },
  /** Weights and biases uniform in +-1 / sqrt(fan-in): what PyTorch's layers start with. */
  UNIFORM_FAN_IN {
    @Override
    void fill(INDArray weight, INDArray bias, RandomGenerator random) {
      double bound = Math.sqrt((double) weight.size(0) / weight.length());
      draw(weight, () -> random.nextDouble(-bound, bound));
      if (bias != null) {
        draw(bias, () -> random.nextDouble(-bound, bound));
      }
    }
  };

  private static final double DEVIATION = 0.02;

  abstract void fill(INDArray weight, INDArray bias, RandomGenerator random);

  /**
   * Fills a layer's weight, the parameter of two or more dimensions, and its bias, if it has any.
   */
  void fill(Map<String, INDArray> parameters, RandomGenerator random) {
    for (INDArray parameter : parameters.values()) {
      if (parameter.rank() > 1) {
        fill(parameter, parameters.get("bias"), random);
      }
    }
  }

  private static void zero(INDArray bias) {
    if (bias != null) {
      bias.assign(0);
    }
  }

  private static void draw(INDArray values, DoubleSupplier next) {
    float[] drawn = new float[Math.toIntExact(values.length())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) next.getAsDouble();
    }
    values.assign(Nd4j.createFromArray(drawn).reshape(values.shape()));
  }
}
