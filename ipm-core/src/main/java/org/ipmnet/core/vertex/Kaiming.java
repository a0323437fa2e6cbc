// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Kaiming normal initialisation (He et al. 2015): fan-in, gain sqrt 2, for ReLU networks. */
final class Kaiming {
  private Kaiming() {}

  /** Sets a weight [out, in, ...] to N(0, 2 / fan-in) and the bias, if there is one, to 0. */
  static void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    for (INDArray parameter : parameters.values()) {
      if (parameter.rank() == 1) {
        parameter.assign(0);
      } else {
        fill(parameter, random);
      }
    }
  }

  private static void fill(INDArray weight, RandomGenerator random) {
    double deviation = Math.sqrt(2.0 * weight.size(0) / weight.length());
    float[] values = new float[Math.toIntExact(weight.length())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    weight.assign(Nd4j.createFromArray(values).reshape(weight.shape()));
  }
}
