// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.testing.Layers.conv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.MultiScaleDiscriminator;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.PoisonedMemory;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.GlobalAveragePool;
import org.ipmnet.core.vertex.Linear;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.vertex.Sum;
import org.ipmnet.core.vertex.Upsample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** R1 without second derivatives, against the differences of first ones. */
class InputGradientNormTest {
  private static final double WEIGHT = 1.7;
  private static final double OTHER_WEIGHT = 0.6;

  private final Arena arena = new Arena(DataType.DOUBLE, 1 << 20);
  private final PoisonedMemory memory = new PoisonedMemory(arena);
  private final INDArray photos = GradientCheck.values(1, 3, 3, 16, 12);

  @AfterEach
  void close() {
    arena.close();
  }

  @ParameterizedTest
  @EnumSource(Padding.class)
  void gradientsOfTheDiscriminatorEqualDifferences(Padding padding) {
    IpmNetNetworkConfig sizes =
        new IpmNetNetworkConfig(
            2,
            1,
            1,
            padding,
            new IpmNetNetworkConfig.Identity(0, Norm.NONE),
            new IpmNetNetworkConfig.Style(1, 0, Norm.NONE),
            new IpmNetNetworkConfig.Decoder(1, Norm.NONE, false, true),
            new IpmNetNetworkConfig.Discriminator(2, 2, 2, Norm.NONE));
    check(MultiScaleDiscriminator.graph(sizes, DataType.DOUBLE));
  }

  /**
   * Two outputs that share layers and an odd side, a sum, an upsampling, a linear layer, and an
   * output that others read.
   */
  @Test
  void gradientsOfAnyPiecewiseLinearNetworkEqualDifferences() {
    GraphBuilder graph = Flow.graph(DataType.DOUBLE, "image");
    graph
        .addVertex("a", conv(3, 4, 3, 1, 1, Padding.REFLECT), "image")
        .addVertex("a.act", new Activate(Activation.LEAKY_RELU), "a")
        .addVertex("b", conv(4, 4, 3, 1, 1, Padding.ZERO), "a.act")
        .addVertex("b.act", new Activate(Activation.RELU), "b")
        .addVertex("sum", new Sum(), "b.act", "a.act")
        .addVertex("pool", new Pool(Pool.Kind.AVERAGE, CHANNELS_FIRST), "sum")
        .addVertex("up", new Upsample(), "pool")
        .addVertex("c", conv(4, 2, 4, 2, 1, Padding.REFLECT), "up")
        .addVertex("mean", new GlobalAveragePool(CHANNELS_FIRST), "c")
        .addVertex("line", new Linear(2, 3), "mean")
        .setOutputs("c", "line");
    check(graph.build());
  }

  private void check(ComputationGraphConfiguration graph) {
    Network d = GradientCheck.filled(Network.of("d", graph), 0.5);
    d.clearGradient();
    penalised(d, true);
    assertEquals(List.of(), memory.inUse(), "never released");
    d.gradientViews()
        .forEach(
            (name, gradient) ->
                GradientCheck.compare(
                    name, d.parameterViews().get(name), gradient, 12, () -> penalised(d, false)));
    INDArray both = d.gradient().dup();
    penalised(d, true);
    assertEquals(0, both.mul(2).sub(d.gradient()).norm2Number().doubleValue(), 1e-9, "it adds");
  }

  /** The penalty together with a loss on the outputs of the same application. */
  private double penalised(Network d, boolean backward) {
    try (Tape tape = new Tape(memory)) {
      Tape.PenalisedOutputs judged = tape.applyWithGradientNorm(d, tape.constant(photos));
      assertEquals(plain(d), judged.gradientNorm().value(), 1e-10, "value");
      INDArray zeros = Nd4j.zeros(DataType.DOUBLE, judged.outputs().get(0).value().shape());
      Scalar other = MeanAbsoluteError.of(tape, judged.outputs().get(0), tape.constant(zeros));
      tape.weigh(judged.gradientNorm(), WEIGHT);
      tape.weigh(other, OTHER_WEIGHT);
      if (backward) {
        tape.backward();
      }
      return WEIGHT * judged.gradientNorm().value() + OTHER_WEIGHT * other.value();
    }
  }

  /** The definition, with one backward pass an output. */
  private double plain(Network d) {
    double sum = 0;
    try (Arena own = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] ones = GradientCheck.outputWeights(d, own, photos);
      for (int output = 0; output < ones.length; output++) {
        INDArray[] weights = new INDArray[ones.length];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = Nd4j.valueArrayOf(ones[i].shape(), i == output ? 1.0 : 0.0, DataType.DOUBLE);
        }
        INDArray v =
            GradientCheck.backward(d, own, weights, new boolean[] {true}, false, photos)[0];
        sum += v.mul(v).sumNumber().doubleValue() / photos.size(0);
      }
    }
    return sum;
  }

  @Test
  void biasesHaveNoPartInIt() {
    IpmNetNetworkConfig sizes = NetworkGradientTest.sizes(Norm.NONE);
    Network d =
        GradientCheck.filled(
            Network.of("d", MultiScaleDiscriminator.graph(sizes, DataType.DOUBLE)), 0.5);
    d.clearGradient();
    try (Tape tape = new Tape(memory)) {
      tape.weigh(tape.applyWithGradientNorm(d, tape.constant(photos)).gradientNorm(), WEIGHT);
      tape.backward();
    }
    d.gradientViews()
        .forEach(
            (name, gradient) ->
                assertEquals(
                    name.endsWith("bias"), gradient.norm1Number().doubleValue() == 0, name));
  }

  @Test
  void withoutAWeightItChangesNothingAndLeavesNothingBehind() {
    IpmNetNetworkConfig sizes = NetworkGradientTest.sizes(Norm.NONE);
    Network d =
        GradientCheck.filled(
            Network.of("d", MultiScaleDiscriminator.graph(sizes, DataType.DOUBLE)), 0.5);
    d.clearGradient();
    try (Tape tape = new Tape(memory)) {
      tape.applyWithGradientNorm(d, tape.constant(photos));
      tape.backward();
    }
    try (Tape tape = new Tape(memory)) {
      tape.applyWithGradientNorm(d, tape.constant(photos));
    }
    assertEquals(0.0, d.gradient().norm1Number().doubleValue());
    assertEquals(List.of(), memory.inUse(), "never released");
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void aNormIsRefused(Norm norm) {
    if (norm == Norm.NONE) {
      return;
    }
    IpmNetNetworkConfig sizes = NetworkGradientTest.sizes(norm);
    Network d = Network.of("d_x", MultiScaleDiscriminator.graph(sizes, DataType.DOUBLE));
    try (Tape tape = new Tape(memory)) {
      UserError error =
          assertThrows(UserError.class, () -> tape.applyWithGradientNorm(d, tape.constant(photos)));
      assertTrue(
          error.getMessage().contains("network.discriminator.norm=none"), error.getMessage());
    }
    assertEquals(List.of(), memory.inUse(), "never released");
  }
}
