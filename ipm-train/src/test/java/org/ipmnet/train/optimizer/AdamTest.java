// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdamTest {
  private static final int N = 10;
  private static final int STEPS = 50;

  /** Element i has gradients of about 10^-i, down to where epsilon counts. */
  private static double[] gradient(SplittableRandom random) {
    double[] gradient = new double[N];
    for (int i = 0; i < N; i++) {
      gradient[i] = Math.pow(10, -i) * random.nextDouble(-1, 2);
    }
    return gradient;
  }

  @Test
  void aNumberOfStepsThatCannotBeCountedOnIsRefused() {
    Adam adam =
        new Adam(
            new AdamConfig(0.01, 0.5, 0.999, 1e-8, 0, 0, 1),
            List.of(TenParameters.network(DataType.FLOAT)));
    adam.steps(Adam.MOST_STEPS);
    adam.step();
    assertThrows(UserError.class, () -> adam.steps(-1));
    assertThrows(UserError.class, () -> adam.steps(Adam.MOST_STEPS + 1));
    assertEquals(Adam.MOST_STEPS + 1, adam.steps());
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, 0.5, 0.999, 0, 1e-12",
    "DOUBLE, 0.9, 0.99, 0.1, 1e-12",
    "DOUBLE, 0, 0.999, 0, 1e-12",
    "FLOAT, 0.5, 0.999, 0, 2e-6",
    "FLOAT, 0.9, 0.99, 0.1, 2e-6"
  })
  void fiftyStepsEqualThePlainFormula(
      String numbers, double beta1, double beta2, double decay, double tolerance) {
    DataType type = DataType.valueOf(numbers);
    double rate = 0.01;
    double epsilon = 1e-8;
    Network network = TenParameters.network(type);
    double[] p = new double[N];
    java.util.Arrays.setAll(p, i -> 0.1 * (i - 4));
    network.parameters().assign(Nd4j.createFromArray(p));
    Adam adam =
        new Adam(new AdamConfig(rate, beta1, beta2, epsilon, decay, 0, 1), List.of(network));
    double[] m = new double[N];
    double[] v = new double[N];
    SplittableRandom random = new SplittableRandom(8);
    for (int t = 1; t <= STEPS; t++) {
      double[] gradient = gradient(random);
      network.gradient().assign(Nd4j.createFromArray(gradient));
      adam.step();
      for (int i = 0; i < N; i++) {
        double g = gradient[i] + decay * p[i];
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        double corrected = v[i] / (1 - Math.pow(beta2, t));
        p[i] -= rate * m[i] / (1 - Math.pow(beta1, t)) / (Math.sqrt(corrected) + epsilon);
      }
      INDArray expected = Nd4j.createFromArray(p);
      assertClose("parameters after " + t, expected, network.parameters(), tolerance, tolerance);
    }
    assertEquals(STEPS, adam.steps());
    assertClose("m", Nd4j.createFromArray(m), adam.moments().get(0).first(), 0, 100 * tolerance);
    assertClose("v", Nd4j.createFromArray(v), adam.moments().get(0).second(), 0, 100 * tolerance);
  }

  @Test
  void aLearningRateOfZeroMovesNothing() {
    Network network = TenParameters.network(DataType.DOUBLE);
    Adam adam = new Adam(new AdamConfig(0, 0.5, 0.999, 1e-8, 0, 0, 1), List.of(network));
    network.gradient().assign(3);
    adam.step();
    assertIdentical("parameters", Nd4j.zeros(DataType.DOUBLE, N), network.parameters());
    assertEquals(1.5, adam.moments().get(0).first().getDouble(0), 1e-15);
  }

  @Test
  void withoutAGradientNothingMoves() {
    Network network = TenParameters.network(DataType.DOUBLE);
    network.parameters().assign(0.25);
    Adam adam = new Adam(new AdamConfig(0.1, 0.5, 0.999, 1e-8, 0, 0, 1), List.of(network));
    network.gradient().assign(3);
    adam.clearGradients();
    adam.step();
    INDArray start = Nd4j.valueArrayOf(new long[] {N}, 0.25, DataType.DOUBLE);
    assertIdentical("parameters", start, network.parameters());
  }

  /** What a checkpoint carries over: parameters, moments, the number of steps. */
  @Test
  void goesOnExactlyWhereAnotherStopped() {
    AdamConfig config = new AdamConfig(0.01, 0.5, 0.999, 1e-8, 0.05, 0, 1);
    Network through = TenParameters.network(DataType.FLOAT);
    Adam one = new Adam(config, List.of(through));
    SplittableRandom random = new SplittableRandom(1);
    step(one, through, random, 7);
    Network resumed = TenParameters.network(DataType.FLOAT);
    Adam two = new Adam(config, List.of(resumed));
    resumed.parameters().assign(through.parameters());
    two.moments().get(0).first().assign(one.moments().get(0).first());
    two.moments().get(0).second().assign(one.moments().get(0).second());
    two.steps(one.steps());
    step(one, through, new SplittableRandom(2), 5);
    step(two, resumed, new SplittableRandom(2), 5);
    assertIdentical("resumed", through.parameters(), resumed.parameters());
  }

  private static void step(Adam adam, Network network, SplittableRandom random, int times) {
    for (int i = 0; i < times; i++) {
      network.gradient().assign(Nd4j.createFromArray(gradient(random)));
      adam.step();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 2e-4", "99998, 2e-4", "99999, 1e-4", "199998, 1e-4", "199999, 5e-5"})
  void theScheduleIsSteppedBeforeTheIteration(long iteration, double rate) {
    AdamConfig halving = new AdamConfig(2e-4, 0.5, 0.999, 1e-8, 0, 100_000, 1);
    assertEquals(rate, halving.learningRateAt(iteration), 1e-18);
    AdamConfig constant = new AdamConfig(2e-4, 0.5, 0.999, 1e-8, 0, 0, 1);
    assertEquals(2e-4, constant.learningRateAt(iteration));
  }

  @Test
  void severalStepsAlongOneGradientEqualOneAfterTheOther() {
    AdamConfig config = new AdamConfig(0.01, 0.5, 0.999, 1e-8, 0.05, 0, 3);
    Network together = TenParameters.network(DataType.FLOAT);
    Network single = TenParameters.network(DataType.FLOAT);
    Adam one = new Adam(config, List.of(together));
    Adam two = new Adam(config, List.of(single));
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 5; i++) {
      INDArray gradient = Nd4j.createFromArray(gradient(random));
      together.gradient().assign(gradient);
      one.step(0.02, 3, Memory.fresh());
      for (int k = 0; k < 3; k++) {
        single.gradient().assign(gradient);
        two.step(0.02, 1, Memory.fresh());
      }
    }
    assertIdentical("parameters", single.parameters(), together.parameters());
    assertEquals(15, one.steps());
  }

  @Test
  void copiesOfTheGradientAreGivenBack() {
    List<INDArray> taken = new ArrayList<>();
    List<INDArray> givenBack = new ArrayList<>();
    Memory memory =
        new Memory() {
          @Override
          public INDArray take(DataType type, long... shape) {
            taken.add(Nd4j.create(type, shape));
            return taken.get(taken.size() - 1);
          }

          @Override
          public INDArray retain(INDArray array) {
            return array;
          }

          @Override
          public void release(INDArray array) {
            givenBack.add(array);
          }

          @Override
          public boolean sole(INDArray array) {
            return true;
          }
        };
    Network network = TenParameters.network(DataType.FLOAT);
    Adam adam = new Adam(new AdamConfig(0.01, 0.5, 0.999, 1e-8, 0, 0, 3), List.of(network));
    adam.step(0.01, 3, memory);
    assertEquals(2, taken.size(), "the last step uses the gradient itself");
    assertEquals(taken, givenBack);
  }

  @Test
  void theEndsOfTheRangesAreTaken() {
    double below = Math.nextDown(1.0);
    assertDoesNotThrow(() -> new AdamConfig(0, 0, 0, 0, 0, 0, 1));
    assertDoesNotThrow(() -> new AdamConfig(1, below, below, 1, 1, 1, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "learning-rate must be at least 0.0, -0.1, 0.5, 0.9, 1e-8, 0, 0, 1",
    "beta1 must be at least 0.0 and below 1.0, 0.1, -0.1, 0.9, 1e-8, 0, 0, 1",
    "beta1 must be at least 0.0 and below 1.0, 0.1, 1, 0.9, 1e-8, 0, 0, 1",
    "beta2 must be at least 0.0 and below 1.0, 0.1, 0.5, 1.1, 1e-8, 0, 0, 1",
    "beta2 must be at least 0.0 and below 1.0, 0.1, 0.5, 1, 1e-8, 0, 0, 1",
    "epsilon must be at least 0.0, 0.1, 0.5, 0.9, -1e-8, 0, 0, 1",
    "weight-decay must be at least 0.0, 0.1, 0.5, 0.9, 1e-8, -1, 0, 1",
    "halve-every must be at least 0, 0.1, 0.5, 0.9, 1e-8, 0, -1, 1",
    "generator-steps must lie between 1 and 16, 0.1, 0.5, 0.9, 1e-8, 0, 0, 0",
    "generator-steps must lie between 1 and 16, 0.1, 0.5, 0.9, 1e-8, 0, 0, 17"
  })
  void whatIsOutOfRangeIsNamed(
      String message,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      long halveEvery,
      int generatorSteps) {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new AdamConfig(
                    learningRate, beta1, beta2, epsilon, weightDecay, halveEvery, generatorSteps));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  @Test
  void keysThatMayBeLeftOut() {
    String given = "{learning-rate: 1, beta1: 0, beta2: 0, epsilon: 0, weight-decay: 0}";
    ConfigTree tree = ConfigTree.parse("a", "optimizer: " + given);
    assertEquals(
        new AdamConfig(1, 0, 0, 0, 0, 0, 1), tree.section("optimizer").read(AdamConfig.class));
  }
}
