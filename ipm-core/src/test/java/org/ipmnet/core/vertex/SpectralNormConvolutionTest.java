// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.convolution.Convolution2d;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.ForwardPass.Mode;
import org.ipmnet.core.network.Initialisation;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The power step, and gradients that hold u and v of each application constant. */
class SpectralNormConvolutionTest {
  private static final double STEP = 1e-6;

  private static Network network(boolean bias) {
    Layer layer = new SpectralNormConvolution(2, 3, Window.square(4, 2, 1), bias);
    return Network.of(
            "test",
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("x")
                .addVertex("y", layer, "x")
                .setOutputs("y")
                .build())
        .initialise(new RandomStreams(3), Initialisation.UNIFORM_FAN_IN);
  }

  /** Two applications before one backward pass: each must remember its own u, v and sigma. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsHoldTheVectorsOfEachApplication(boolean bias) {
    Network network = network(bias);
    INDArray[] x = {GradientCheck.values(1, 2, 2, 6, 8), GradientCheck.values(2, 2, 2, 6, 8)};
    INDArray[] weights = {GradientCheck.values(3, 2, 3, 3, 4), GradientCheck.values(4, 2, 3, 3, 4)};
    INDArray w = network.parameterViews().get("y.weight_bar");
    INDArray start = network.statistics().dup();
    INDArray[][] vectors = new INDArray[2][];
    network.clearGradient();
    INDArray[] ofInput = new INDArray[2];
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      ForwardPass[] applications = new ForwardPass[2];
      for (int i = 0; i < 2; i++) {
        applications[i] = new ForwardPass(network, arena, Mode.TRAINING);
        arena.release(applications[i].forward(x[i])[0]);
        vectors[i] =
            new INDArray[] {
              network.statisticViews().get("y.weight_u").dup(),
              network.statisticViews().get("y.weight_v").dup()
            };
      }
      for (int i = 1; i >= 0; i--) {
        INDArray gradient = arena.take(DataType.DOUBLE, weights[i].shape()).assign(weights[i]);
        INDArray back =
            applications[i].backward(new INDArray[] {gradient}, new boolean[] {true}, true)[0];
        ofInput[i] = back.dup();
        arena.release(back);
      }
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    }
    network.statistics().assign(start); // the differences below do not use it
    for (String name : network.parameterViews().keySet()) {
      GradientCheck.compare(
          name,
          network.parameterViews().get(name),
          network.gradientViews().get(name),
          40,
          () ->
              weighted(network, w, vectors[0], x[0], weights[0])
                  + weighted(network, w, vectors[1], x[1], weights[1]));
    }
    for (int i = 0; i < 2; i++) {
      int at = i;
      GradientCheck.compare(
          "input " + i,
          x[i],
          ofInput[i],
          30,
          () -> weighted(network, w, vectors[at], x[at], weights[at]));
    }
  }

  /** The weighted sum of outputs with u and v held: a convolution by W / (u . W v). */
  private static double weighted(
      Network network, INDArray w, INDArray[] uv, INDArray x, INDArray weights) {
    INDArray matrix = w.reshape('c', uv[0].length(), uv[1].length());
    double sigma =
        uv[0]
            .reshape(1, uv[0].length())
            .mmul(matrix)
            .mmul(uv[1].reshape(uv[1].length(), 1))
            .getDouble(0);
    Memory memory = Memory.fresh();
    INDArray y = memory.take(DataType.DOUBLE, weights.shape());
    new Convolution2d(Window.square(4, 2, 1), CHANNELS_FIRST)
        .forward(memory, x, w.div(sigma), network.parameterViews().get("y.bias"), y);
    return y.mul(weights).sumNumber().doubleValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRAINING", "FROZEN", "UNRECORDED", "EVALUATION"})
  void everyApplicationMakesOnePowerStep(Mode mode) {
    Network network = network(true);
    INDArray u = network.statisticViews().get("y.weight_u").dup();
    INDArray w = network.parameterViews().get("y.weight_bar").reshape('c', 3, 32);
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      new ForwardPass(network, arena, mode).forward(GradientCheck.values(1, 1, 2, 6, 6));
    }
    INDArray v = w.transpose().mmul(u.reshape(3, 1));
    v.divi(v.norm2Number().doubleValue());
    INDArray next = w.mmul(v);
    next.divi(next.norm2Number().doubleValue());
    assertClose("v", v, network.statisticViews().get("y.weight_v"), 1e-12, 1e-12);
    assertClose("u", next, network.statisticViews().get("y.weight_u"), 1e-12, 1e-12);
  }

  /** Frozen: the input's gradient is the same, the weights' is not touched. */
  @Test
  void frozenNetworksPassTheGradientOn() {
    INDArray x = GradientCheck.values(1, 2, 2, 6, 8);
    INDArray[] found = new INDArray[2];
    for (Mode mode : new Mode[] {Mode.TRAINING, Mode.FROZEN}) {
      Network network = network(true);
      network.clearGradient();
      try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
        ForwardPass application = new ForwardPass(network, arena, mode);
        INDArray y = application.forward(x)[0];
        y.assign(GradientCheck.values(4, y.shape()));
        boolean trained = mode == Mode.TRAINING;
        found[trained ? 0 : 1] =
            application.backward(new INDArray[] {y}, new boolean[] {true}, trained)[0].dup();
        assertEquals(trained, network.gradient().norm1Number().doubleValue() > 0, mode + "");
      }
    }
    assertIdentical("gradient of the input", found[0], found[1]);
  }

  @Test
  void freshVectorsAreUnitVectorsAfterOneStep() {
    Network network = network(true);
    for (INDArray vector : network.statisticViews().values()) {
      assertEquals(1, vector.norm2Number().doubleValue(), 1e-9);
    }
    INDArray w = network.parameterViews().get("y.weight_bar").reshape('c', 3, 32);
    INDArray v = network.statisticViews().get("y.weight_v").reshape(32, 1);
    INDArray u = network.statisticViews().get("y.weight_u").reshape(3, 1);
    INDArray product = w.mmul(v);
    assertClose("u is the direction of W v", product.div(product.norm2Number()), u, 1e-9, 0);
    assertTrue(w.norm2Number().doubleValue() > 0, "W is drawn");
  }
}
