// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HardExampleCrossEntropyTest {
  private static final int CLASSES = 3;
  private static final int PIXELS = 20; // 2 images of 2 x 5

  private final INDArray logits = GradientCheck.values(4, 2, CLASSES, 2, 5).muli(3);
  private final INDArray oneHot = Nd4j.create(DataType.DOUBLE, 2, CLASSES, 2, 5);
  private final double[] losses = new double[PIXELS];

  HardExampleCrossEntropyTest() {
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      long[] at = {pixel / 10, 0, pixel / 5 % 2, pixel % 5};
      int truth = pixel * 7 % CLASSES;
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += Math.exp(logits.getDouble(at[0], c, at[2], at[3]));
      }
      losses[pixel] = Math.log(sum) - logits.getDouble(at[0], truth, at[2], at[3]);
      oneHot.putScalar(new long[] {at[0], truth, at[2], at[3]}, 1);
    }
  }

  private double loss(HardExampleCrossEntropy loss) {
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16);
        Tape tape = new Tape(arena)) {
      return loss.of(tape, tape.constant(logits), oneHot).value();
    }
  }

  /** As the published program writes it: sort, look at the n-th, take what is above or n. */
  private double published(double threshold, int least) {
    double[] sorted = losses.clone();
    java.util.Arrays.sort(sorted);
    double limit = -Math.log(threshold);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < PIXELS; i++) {
      double loss = sorted[PIXELS - 1 - i];
      boolean many = sorted[PIXELS - 1 - least] > limit;
      if (many ? loss > limit : i < least) {
        sum += loss;
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void manyHardPixelsCountByTheThreshold() {
    assertEquals(published(0.7, 2), loss(new HardExampleCrossEntropy(0.7, 0.1)), 1e-12);
  }

  @Test
  void ofFewHardPixelsTheHardestCount() {
    assertEquals(published(0.001, 5), loss(new HardExampleCrossEntropy(0.001, 0.25)), 1e-12);
  }

  @Test
  void allPixelsAreTheUsualCrossEntropy() {
    double mean = java.util.Arrays.stream(losses).average().getAsDouble();
    assertEquals(mean, loss(new HardExampleCrossEntropy(1, 1)), 1e-12);
  }

  @Test
  void amongEqualsTheFirstCount() {
    boolean[] hard = new HardExampleCrossEntropy(0.7, 0.5).hard(new double[] {0.1, 0.2, 0.1, 0.1});
    assertArrayEquals(new boolean[] {true, true, false, false}, hard);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.7, 1})
  void gradientsEqualDifferences(double threshold) {
    HardExampleCrossEntropy loss = new HardExampleCrossEntropy(threshold, 0.25);
    double weight = 1.7;
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16)) {
      INDArray gradient;
      try (Tape tape = new Tape(arena)) {
        Leaf leaf = new Leaf(tape, logits);
        Scalar scalar = loss.of(tape, leaf.variable(), oneHot);
        tape.weigh(scalar, weight);
        tape.backward();
        gradient = leaf.gradient();
      }
      assertEquals(0, arena.usedBytes(), "bytes that nobody released");
      GradientCheck.compare("logits", logits, gradient, 60, () -> weight * loss(loss));
    }
  }
}
