// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.testing.Layers.conv;
import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.BatchNorm;
import org.ipmnet.core.vertex.InstanceNorm;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Sum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class TapeTest {
  private static final long[] IMAGES = {2, 3, 5, 4};

  private final Arena arena = new Arena(DataType.DOUBLE, 1 << 20);
  private final INDArray x = GradientCheck.values(1, IMAGES);
  private final INDArray target = GradientCheck.values(2, IMAGES);
  private final INDArray mask = softMask(3, 2, 1, 5, 4);
  private final INDArray texture = GradientCheck.values(4, 2, 1, 5, 4);
  private final Network f = network("f");
  private final Network d = network("d");

  /** Zeros and values of up to 1.1: a mask of zeros and ones would hide a forgotten factor. */
  private static INDArray softMask(long seed, long... shape) {
    INDArray values = GradientCheck.values(seed, shape);
    return values.mul(values.gt(0).castTo(DataType.DOUBLE));
  }

  @AfterEach
  void close() {
    arena.close();
  }

  private static Network network(String name) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).graphBuilder();
    graph
        .addInputs("a")
        .addVertex("conv", conv(3, 3, 3, 1, 1, Padding.REFLECT), "a")
        .addVertex("norm", new InstanceNorm(Activation.LEAKY_RELU), "conv")
        .addVertex("out", conv(3, 3, 1, 1, 0, Padding.REFLECT), "norm")
        .setOutputs("out");
    return GradientCheck.filled(Network.of(name, graph.build()), 1);
  }

  /**
   * f is applied three times, its first result is used four times, and d is frozen: 1.7 |f(x) m -
   * ...| + 0.6 |d(f(r))...| + 2.5 |f(x) - f(r)|.
   */
  private double composed(boolean backward) {
    try (Tape tape = new Tape(arena)) {
      Variable y = tape.apply(f, Parameters.TRAINED, tape.constant(x));
      Variable r = Residual.of(tape, y, mask, texture);
      Variable z = tape.apply(f, Parameters.TRAINED, r);
      Variable judged = tape.apply(d, Parameters.FROZEN, z);
      Variable again = tape.apply(f, Parameters.TRAINED, y);
      Scalar masked = MeanAbsoluteError.of(tape, y, tape.constant(target), mask);
      Scalar frozen = MeanAbsoluteError.of(tape, judged, tape.constant(target));
      Scalar both = MeanAbsoluteError.of(tape, again, z);
      Scalar twice = MeanAbsoluteError.of(tape, tape.constant(target), y);
      tape.weigh(masked, 1.7);
      tape.weigh(frozen, 0.6);
      tape.weigh(both, 2.0);
      tape.weigh(both, 0.5); // weights add
      tape.weigh(twice, 0.3);
      if (backward) {
        tape.backward();
      }
      return 1.7 * masked.value() + 0.6 * frozen.value() + 2.5 * both.value() + 0.3 * twice.value();
    }
  }

  @Test
  void gradientsOfSeveralApplicationsAdd() {
    f.clearGradient();
    d.clearGradient();
    composed(true);
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    assertEquals(0.0, d.gradient().norm1Number().doubleValue(), "d is frozen");
    INDArray gradient = f.gradient().dup();
    GradientCheck.compare("f", f.parameters(), gradient, 60, () -> composed(false));
    composed(true);
    assertClose("a second iteration adds", gradient.mul(2), f.gradient(), 1e-12, 1e-12);
  }

  @Test
  void aFrozenNetworkPassesTheSameGradientAndKeepsLess() {
    long[] bytes = new long[2];
    INDArray[] gradients = new INDArray[2];
    for (Parameters parameters : Parameters.values()) {
      d.clearGradient();
      try (Tape tape = new Tape(arena)) {
        Leaf leaf = new Leaf(tape, x);
        Variable judged = tape.apply(d, parameters, leaf.variable());
        bytes[parameters.ordinal()] = arena.usedBytes();
        Scalar loss = MeanAbsoluteError.of(tape, judged, tape.constant(target));
        tape.weigh(loss, 1.3);
        tape.backward();
        gradients[parameters.ordinal()] = leaf.gradient();
      }
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
      assertEquals(parameters == Parameters.TRAINED, d.gradient().norm1Number().doubleValue() > 0);
    }
    assertClose("gradient of x", gradients[0], gradients[1], 1e-12, 1e-12);
    int trained = Parameters.TRAINED.ordinal();
    assertTrue(bytes[1 - trained] < bytes[trained], bytes[0] + " and " + bytes[1]);
  }

  @Test
  void aFrozenNetworkKeepsNothingOfAConstant() {
    try (Tape tape = new Tape(arena)) {
      Variable judged = tape.apply(d, Parameters.FROZEN, tape.constant(x));
      assertFalse(judged.differentiable());
      long alone = arena.usedBytes();
      arena.reset();
      arena.take(DataType.DOUBLE, judged.value().shape());
      assertEquals(arena.usedBytes(), alone, "nothing but the result");
    }
  }

  @Test
  void anUnusedResultAndAnUnweightedLossChangeNothing() {
    f.clearGradient();
    composed(true);
    INDArray expected = f.gradient().dup();
    f.clearGradient();
    try (Tape tape = new Tape(arena)) {
      Variable y = tape.apply(f, Parameters.TRAINED, tape.constant(x));
      Residual.of(tape, y, mask, texture);
      MeanAbsoluteError.of(tape, y, tape.constant(target)); // no weight
      Scalar zero = MeanAbsoluteError.of(tape, y, tape.constant(target), mask);
      tape.weigh(zero, 0);
      tape.backward();
    }
    assertEquals(0.0, f.gradient().norm1Number().doubleValue());
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    composed(true);
    assertIdentical("a second time", expected, f.gradient());
  }

  /** 1.7 |f(x) - t| + 0.6 |f(f(x) m + t) - f(x)|, of f(x) and f(u) together or one by one. */
  private double several(boolean together, boolean backward) {
    INDArray u = GradientCheck.values(7, IMAGES);
    try (Tape tape = new Tape(arena)) {
      List<List<Variable>> inputs =
          List.of(List.of(tape.constant(x)), List.of(tape.constant(u)), List.of(tape.constant(x)));
      List<Variable> first = each(together, tape, inputs);
      Variable r = Residual.of(tape, first.get(0), mask, texture);
      // the second result is not used again: no gradient reaches its part
      List<Variable> second =
          each(together, tape, List.of(List.of(r), List.of(first.get(1)), List.of(first.get(2))));
      Scalar one = MeanAbsoluteError.of(tape, first.get(0), tape.constant(target));
      Scalar two = MeanAbsoluteError.of(tape, second.get(0), first.get(1));
      Scalar three = MeanAbsoluteError.of(tape, second.get(2), tape.constant(target), mask);
      tape.weigh(one, 1.7);
      tape.weigh(two, 0.6);
      tape.weigh(three, 0.9);
      if (backward) {
        tape.backward();
      }
      return 1.7 * one.value() + 0.6 * two.value() + 0.9 * three.value();
    }
  }

  private List<Variable> each(boolean together, Tape tape, List<List<Variable>> inputs) {
    return together
        ? tape.applyEach(f, Parameters.TRAINED, inputs)
        : inputs.stream().map(i -> tape.apply(f, Parameters.TRAINED, i.get(0))).toList();
  }

  @Test
  void severalBatchesAsOneEqualOneAfterTheOther() {
    f.clearGradient();
    double expected = several(false, true);
    INDArray gradient = f.gradient().dup();
    f.clearGradient();
    assertEquals(expected, several(true, true), 1e-14);
    assertClose("f", gradient, f.gradient(), 1e-13, 1e-13);
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    GradientCheck.compare("f", f.parameters(), gradient, 60, () -> several(true, false));
  }

  @Test
  void aNetworkWithBatchNormKeepsBatchesApart() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).graphBuilder();
    graph.addInputs("a").addVertex("norm", new BatchNorm(3, Activation.NONE, CHANNELS_FIRST), "a");
    Network norm = Network.of("norm", graph.setOutputs("norm").build());
    norm.parameters().assign(1);
    try (Tape tape = new Tape(arena)) {
      Variable one = tape.constant(x);
      Variable other = tape.constant(target.mul(3));
      List<Variable> each =
          tape.applyEach(norm, Parameters.TRAINED, List.of(List.of(one), List.of(other)));
      assertIdentical("x", tape.apply(norm, Parameters.TRAINED, one).value(), each.get(0).value());
    }
  }

  @Test
  void aTapeThatNeverWalksBackReleasesEverything() {
    composed(false);
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
  }

  @Test
  void constantsAndWhatIsMadeOfThemGetNoGradient() {
    try (Tape tape = new Tape(arena)) {
      Variable constant = tape.constant(x);
      Variable residual = Residual.of(tape, constant, mask, texture);
      assertFalse(constant.differentiable());
      assertFalse(residual.differentiable());
      assertFalse(tape.apply(d, Parameters.FROZEN, constant).differentiable());
      assertTrue(tape.apply(f, Parameters.TRAINED, constant).differentiable());
      tape.weigh(MeanAbsoluteError.of(tape, residual, constant), 1);
      tape.backward();
      assertNull(constant.gradient());
      assertNull(residual.gradient());
    }
    assertIdentical("a constant stays its owner's", GradientCheck.values(1, IMAGES), x);
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
  }

  @Test
  void bothSidesOfAnErrorGetTheirGradients() {
    INDArray b = GradientCheck.values(9, IMAGES);
    try (Tape tape = new Tape(arena)) {
      Leaf left = new Leaf(tape, x);
      Leaf right = new Leaf(tape, b);
      Scalar error = MeanAbsoluteError.of(tape, left.variable(), right.variable(), mask);
      tape.weigh(error, 2.5);
      tape.backward();
      GradientCheck.compare("a", x, left.gradient(), 120, () -> 2.5 * masked(x, b));
      GradientCheck.compare("b", b, right.gradient(), 120, () -> 2.5 * masked(x, b));
      assertEquals(masked(x, b), error.value(), 1e-14);
    }
  }

  private double masked(INDArray a, INDArray b) {
    INDArray wide = mask.broadcast(IMAGES);
    return a.sub(b).muli(wide).norm1Number().doubleValue() / a.length();
  }

  @Test
  void anErrorBetweenAVariableAndItselfHasNoGradient() {
    try (Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, x);
      Scalar error = MeanAbsoluteError.of(tape, leaf.variable(), leaf.variable());
      tape.weigh(error, 3);
      tape.backward();
      assertEquals(0.0, error.value());
      assertEquals(0.0, leaf.gradient().norm1Number().doubleValue());
    }
  }

  @Test
  void aGradientThatIsReadTwiceIsNotOverwrittenInBetween() {
    try (Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, x);
      Variable r = Residual.of(tape, leaf.variable(), mask, texture);
      Scalar one = MeanAbsoluteError.of(tape, r, leaf.variable());
      Scalar two = MeanAbsoluteError.of(tape, r, tape.constant(target));
      tape.weigh(one, 0.7);
      tape.weigh(two, 1.9);
      tape.backward();
      GradientCheck.compare(
          "x",
          x,
          leaf.gradient(),
          120,
          () -> {
            INDArray residual = x.mul(mask.broadcast(IMAGES)).addi(texture.broadcast(IMAGES));
            double first = residual.sub(x).norm1Number().doubleValue();
            double second = residual.sub(target).norm1Number().doubleValue();
            return (0.7 * first + 1.9 * second) / x.length();
          });
    }
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
  }

  @Test
  void aGradientThatTwoVariablesShareIsCopiedBeforeOneOfThemGetsMore() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).graphBuilder();
    graph.addInputs("a", "b").addVertex("sum", new Sum(), "a", "b").setOutputs("sum");
    Network sum = Network.of("sum", graph.build());
    INDArray b = GradientCheck.values(9, IMAGES);
    try (Tape tape = new Tape(arena)) {
      Leaf left = new Leaf(tape, x);
      Leaf right = new Leaf(tape, b);
      Scalar own = MeanAbsoluteError.of(tape, left.variable(), tape.constant(target));
      Variable both = tape.apply(sum, Parameters.FROZEN, left.variable(), right.variable());
      tape.weigh(own, 0.7);
      tape.weigh(MeanAbsoluteError.of(tape, both, tape.constant(target)), 1.9);
      tape.backward();
      DoubleSupplier total =
          () ->
              (0.7 * x.sub(target).norm1Number().doubleValue()
                      + 1.9 * x.add(b).subi(target).norm1Number().doubleValue())
                  / x.length();
      GradientCheck.compare("a", x, left.gradient(), 120, total);
      GradientCheck.compare("b", b, right.gradient(), 120, total);
    }
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
  }

  /** Both ways of the squares, with a weight other than 1. */
  @Test
  void meanSquaredErrorsOfTwoVariables() {
    INDArray a = GradientCheck.values(5, IMAGES);
    INDArray b = GradientCheck.values(6, IMAGES);
    INDArray[] gradients = new INDArray[2];
    double value = squares(a, b, gradients);
    INDArray difference = a.sub(b);
    assertEquals(0.7 * difference.muli(difference).meanNumber().doubleValue(), value, 1e-12);
    DoubleSupplier again = () -> squares(a, b, new INDArray[2]);
    GradientCheck.compare("a", a, gradients[0], 20, again);
    GradientCheck.compare("b", b, gradients[1], 20, again);
  }

  private double squares(INDArray a, INDArray b, INDArray[] gradients) {
    try (Tape tape = new Tape(arena)) {
      Leaf left = new Leaf(tape, a);
      Leaf right = new Leaf(tape, b);
      Scalar loss = MeanSquaredError.of(tape, left.variable(), right.variable());
      tape.weigh(loss, 0.7);
      tape.backward();
      gradients[0] = left.gradient();
      gradients[1] = right.gradient();
      return 0.7 * loss.value();
    } finally {
      arena.reset();
    }
  }
}
