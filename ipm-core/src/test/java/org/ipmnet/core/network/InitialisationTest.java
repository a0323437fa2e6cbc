// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.AffineInstanceNorm;
import org.ipmnet.core.vertex.Padding;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class InitialisationTest {
  private static final int IN = 20;
  private static final int OUT = 60;
  private static final int FIELD = 25;

  private static Network network(Initialisation initialisation) {
    Flow x = Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", IN, Padding.ZERO);
    Flow y = x.conv("conv", OUT, 5, 1).then("norm", new AffineInstanceNorm(OUT, Activation.NONE));
    return Network.of("test", Flow.end(y)).initialise(new RandomStreams(5), initialisation);
  }

  private static double deviation(INDArray values) {
    return values.norm2Number().doubleValue() / Math.sqrt(values.length());
  }

  /** Kaiming's, as the paper's networks have it. */
  @Test
  void aLayersOwnKeepsTheScaleThroughReLU() {
    Flow x = Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", IN, Padding.ZERO);
    Network network =
        Network.of("test", Flow.end(x.conv("conv", OUT, 5, 1))).initialise(new RandomStreams(5));
    double expected = Math.sqrt(2.0 / (FIELD * IN));
    double found = deviation(network.parameterViews().get("conv.weight"));
    assertEquals(expected, found, 0.02 * expected);
    assertEquals(0, deviation(network.parameterViews().get("conv.bias")));
  }

  @Test
  void weightsHaveTheirDeviationAndNormsStay() {
    double xavier = Math.sqrt(2.0 / (FIELD * (IN + OUT)));
    double uniform = 1 / Math.sqrt(FIELD * IN) / Math.sqrt(3);
    double[] expected = {xavier, 0.02, uniform};
    for (int i = 0; i < expected.length; i++) {
      Initialisation initialisation = Initialisation.values()[i];
      Network network = network(initialisation);
      INDArray weight = network.parameterViews().get("conv.weight");
      INDArray bias = network.parameterViews().get("conv.bias");
      assertEquals(expected[i], deviation(weight), 0.02 * expected[i], initialisation + "");
      boolean drawn = initialisation == Initialisation.UNIFORM_FAN_IN;
      assertEquals(drawn, deviation(bias) > 0, initialisation + " bias");
      double bound = 1 / Math.sqrt(FIELD * IN);
      assertTrue(!drawn || weight.amaxNumber().doubleValue() <= bound, "uniform within its bound");
      assertEquals(OUT, network.parameterViews().get("norm.weight").sumNumber().doubleValue());
      assertEquals(0, deviation(network.parameterViews().get("norm.bias")));
    }
  }
}
