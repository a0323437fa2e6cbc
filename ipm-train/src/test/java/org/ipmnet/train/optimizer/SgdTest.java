// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.UserError;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.vertex.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    double[] velocity = sgd.velocity().toDoubleVector();
    Arrays.sort(velocity);
    assertArrayEquals(new double[] {ofBias, ofWeight}, velocity, 1e-12);
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

  @Test
  void withoutAWarmUpOrAfterTheLastIterationTheRateIsDefined() {
    SgdConfig config = new SgdConfig(1e-2, 0.9, 0, 1, 0, 1e-5, 0.9);
    assertEquals(1e-2, config.learningRateAt(0, 100));
    assertEquals(0, config.learningRateAt(150, 100));
    SgdConfig warming = new SgdConfig(1e-2, 0.9, 0, 1, 100, 1e-5, 0.9);
    assertEquals(1e-2, warming.learningRateAt(100, 100));
    assertEquals(1e-2 * Math.pow(0.5, 0.9), warming.learningRateAt(101, 102), 1e-15);
  }

  @Test
  void theEndsOfTheRangesAreTaken() {
    assertDoesNotThrow(() -> new SgdConfig(0, 0, 0, 0, 0, Double.MIN_VALUE, 0));
    assertDoesNotThrow(() -> new SgdConfig(1, Math.nextDown(1.0), 1, 1, 1, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "learning-rate must be at least 0.0, -1, 0.9, 0, 1, 0, 1, 1",
    "momentum must be at least 0.0 and below 1.0, 1, -0.1, 0, 1, 0, 1, 1",
    "momentum must be at least 0.0 and below 1.0, 1, 1, 0, 1, 0, 1, 1",
    "weight-decay must be at least 0.0, 1, 0.9, -1, 1, 0, 1, 1",
    "head-factor must be at least 0.0, 1, 0.9, 0, -1, 0, 1, 1",
    "warm-up must be at least 0, 1, 0.9, 0, 1, -1, 1, 1",
    "warm-up-start must be above 0, 1, 0.9, 0, 1, 0, 0, 1",
    "warm-up-start must be above 0, 1, 0.9, 0, 1, 0, NaN, 1",
    "power must be at least 0.0, 1, 0.9, 0, 1, 0, 1, -1"
  })
  void whatIsOutOfRangeIsNamed(
      String message,
      double learningRate,
      double momentum,
      double weightDecay,
      double headFactor,
      long warmUp,
      double warmUpStart,
      double power) {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new SgdConfig(
                    learningRate, momentum, weightDecay, headFactor, warmUp, warmUpStart, power));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }
}
