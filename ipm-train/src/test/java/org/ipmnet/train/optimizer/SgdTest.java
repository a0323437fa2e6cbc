// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.vertex.Linear;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SgdTest {
  /** Two steps by hand, as PyTorch's documentation writes them. */
  @Test
  void momentumDecayAndRatesByGroup() {
    Network network =
        Network.of(
            "test",
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("x")
                .addVertex("y", new Linear(1, 1), "x")
                .setOutputs("y")
                .build());
    Sgd sgd =
        new Sgd(
            network,
            0.9,
            name -> name.equals("y.weight") ? new Sgd.Group(10, 0.5) : new Sgd.Group(1, 0));
    network.parameters().assign(2);
    double weight = 2;
    double bias = 2;
    double ofWeight = 0;
    double ofBias = 0;
    double[] gradients = {1, -3};
    for (double gradient : gradients) {
      network.clearGradient();
      network.gradient().addi(gradient);
      sgd.step(0.01);
      ofWeight = 0.9 * ofWeight + gradient + 0.5 * weight;
      ofBias = 0.9 * ofBias + gradient;
      weight -= 0.1 * ofWeight;
      bias -= 0.01 * ofBias;
      assertEquals(weight, network.parameterViews().get("y.weight").getDouble(0), 1e-12);
      assertEquals(bias, network.parameterViews().get("y.bias").getDouble(0), 1e-12);
    }
  }

  @Test
  void theRateWarmsUpAndFalls() {
    SgdConfig config = new SgdConfig(1e-2, 0.9, 5e-4, 10, 1000, 1e-5, 0.9);
    assertEquals(1e-5, config.learningRateAt(0, 80_000), 1e-15);
    assertEquals(Math.sqrt(1e-5 * 1e-2), config.learningRateAt(500, 80_000), 1e-12);
    assertEquals(1e-2, config.learningRateAt(1000, 80_000), 1e-15);
    assertEquals(1e-2 * Math.pow(0.5, 0.9), config.learningRateAt(40_500, 80_000), 1e-12);
    assertEquals(0, config.learningRateAt(80_000, 80_000), 1e-15);
  }
}
