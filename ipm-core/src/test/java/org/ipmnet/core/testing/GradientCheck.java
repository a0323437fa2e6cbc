// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Gradients against central differences, in double precision. */
public final class GradientCheck {
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 2e-8;
  private static final double[] STEPS = {1e-4, 1e-5, 1e-6};

  static {
    // These arrays are too small to share: on a busy machine threads cost ten times the arithmetic.
    Nd4j.getBackend(); // loads the library that the next line talks to
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  private GradientCheck() {}

  /**
   * Checks sum(y * g) for random g, with respect to every input and every parameter of a network
   * that is applied once; also that nothing stays behind in the arena.
   *
   * @param samples how many elements of each array are varied
   */
  public static void check(Network network, int samples, INDArray... inputs) {
    boolean[] wanted = new boolean[inputs.length];
    Arrays.fill(wanted, true);
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 20)) {
      INDArray[] weights = outputWeights(network, arena, inputs);
      network.clearGradient();
      INDArray[] gradients = backward(network, arena, weights, wanted, true, inputs);
      DoubleSupplier sum = () -> weightedSum(network, arena, weights, inputs);
      for (int i = 0; i < inputs.length; i++) {
        assertArrayEquals(inputs[i].shape(), gradients[i].shape(), "shape of input gradient " + i);
        compare("input " + i, inputs[i], gradients[i], samples, sum);
      }
      network
          .gradientViews()
          .forEach(
              (name, gradient) ->
                  compare(name, network.parameterViews().get(name), gradient, samples, sum));
    }
  }

  /**
   * The inputs' gradients of sum(y * g), copied out of the arena; null where not wanted.
   *
   * @param weights g, one array an output
   */
  public static INDArray[] backward(
      Network network,
      Arena arena,
      INDArray[] weights,
      boolean[] inputsWanted,
      boolean parametersWanted,
      INDArray... inputs) {
    ForwardPass application = new ForwardPass(network, arena, ForwardPass.Mode.TRAINING);
    INDArray[] outputs = application.forward(inputs);
    INDArray[] flowing = new INDArray[weights.length];
    for (int i = 0; i < flowing.length; i++) {
      flowing[i] = arena.take(DataType.DOUBLE, weights[i].shape()).assign(weights[i]);
    }
    INDArray[] gradients = application.backward(flowing, inputsWanted, parametersWanted);
    INDArray[] copies = new INDArray[gradients.length];
    for (int i = 0; i < gradients.length; i++) {
      if (gradients[i] != null) {
        copies[i] = gradients[i].dup('c');
        arena.release(gradients[i]);
      }
    }
    for (INDArray output : outputs) {
      arena.release(output);
    }
    assertEquals(0, arena.usedBytes(), "bytes that nobody released");
    return copies;
  }

  /** Random weights g for the outputs of a network at these inputs. */
  public static INDArray[] outputWeights(Network network, Arena arena, INDArray... inputs) {
    ForwardPass application = new ForwardPass(network, arena, ForwardPass.Mode.TRAINING);
    INDArray[] outputs = application.forward(inputs);
    INDArray[] weights = new INDArray[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      weights[i] = values(1000 + i, outputs[i].shape());
    }
    arena.reset();
    return weights;
  }

  private static double weightedSum(
      Network network, Arena arena, INDArray[] weights, INDArray... inputs) {
    ForwardPass application = new ForwardPass(network, arena, ForwardPass.Mode.TRAINING);
    INDArray[] outputs = application.forward(inputs);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += outputs[i].mul(weights[i]).sumNumber().doubleValue();
    }
    arena.reset();
    return sum;
  }

  /**
   * Checks a gradient.
   *
   * <p>A step that crosses a kink of the function says nothing about the gradient, so each element
   * may pass with any of three steps; a wrong gradient passes with none.
   *
   * @param variable is varied in place, and restored
   * @param gradient of {@code function} with respect to it
   * @param samples how many elements are varied, spread evenly
   */
  public static void compare(
      String name, INDArray variable, INDArray gradient, int samples, DoubleSupplier function) {
    assertEquals(variable.length(), gradient.length(), name + ": length");
    INDArray line = variable.reshape(variable.length());
    double[] expected = TensorAssert.flat(gradient);
    int count = (int) Math.min(samples, variable.length());
    for (int sample = 0; sample < count; sample++) {
      int at = (int) ((sample + 0.5) / count * variable.length());
      double[] found = new double[STEPS.length];
      boolean close = false;
      for (int i = 0; i < STEPS.length && !close; i++) {
        found[i] = difference(line, at, STEPS[i], function);
        close = Math.abs(found[i] - expected[at]) <= RELATIVE * Math.abs(expected[at]) + ABSOLUTE;
      }
      assertTrue(
          close,
          String.format(
              Locale.ROOT,
              "%s[%d]: gradient %s, differences %s",
              name,
              at,
              expected[at],
              Arrays.toString(found)));
    }
  }

  private static double difference(INDArray line, int at, double step, DoubleSupplier function) {
    double value = line.getDouble(at);
    line.putScalar(at, value + step);
    double above = function.getAsDouble();
    line.putScalar(at, value - step);
    double below = function.getAsDouble();
    line.putScalar(at, value);
    return (above - below) / (2 * step);
  }

  /** Reproducible values between 0.1 and 1.1 in absolute value: away from kinks at 0. */
  public static INDArray values(long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.1, 1.1);
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  /** Gives all parameters values as of {@link #values}, times {@code scale}. */
  public static Network filled(Network network, double scale) {
    int seed = 0;
    for (INDArray view : network.parameterViews().values()) {
      view.assign(values(77 + seed++, view.shape()).muli(scale));
    }
    return network;
  }
}
