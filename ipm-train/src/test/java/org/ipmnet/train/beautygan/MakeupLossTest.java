// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.Leaf;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MakeupLossTest {
  private static final double WEIGHT = 1.7;
  private static final int[] REGION = {0, 1, 5, 6, 7, 11, 12, 13, 22, 23};
  private static final int[] OTHER = {2, 3, 4, 8, 9, 17, 18};

  /** Values of up to 0.99 in absolute value: beyond 1 the levels are cut. */
  private static INDArray picture(long seed) {
    return GradientCheck.values(seed, 1, 3, 5, 5).muli(0.9);
  }

  @Test
  void gradientsEqualDifferences() {
    INDArray made = picture(1);
    INDArray reference = picture(2);
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16)) {
      INDArray[] gradient = new INDArray[1];
      loss(arena, made, reference, gradient);
      GradientCheck.compare(
          "y", made, gradient[0], 75, () -> loss(arena, made, reference, new INDArray[1]));
    }
  }

  private static double loss(Arena arena, INDArray made, INDArray reference, INDArray[] gradient) {
    try (Tape tape = new Tape(arena)) {
      Leaf leaf = new Leaf(tape, made);
      Scalar h = new MakeupLoss(tape, leaf.variable(), reference).of(REGION, OTHER);
      tape.weigh(h, WEIGHT);
      tape.backward();
      gradient[0] = leaf.gradient();
      return WEIGHT * h.value();
    } finally {
      arena.reset();
    }
  }

  @Test
  void beyondTheLevelsThereIsNoGradient() {
    INDArray made = picture(1).muli(10);
    INDArray[] gradient = new INDArray[1];
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16)) {
      loss(arena, made, picture(2), gradient);
    }
    for (int channel = 0; channel < 3; channel++) {
      for (int pixel : REGION) {
        int at = channel * 25 + pixel;
        boolean cut = Math.abs(made.reshape(75).getDouble(at)) > 1;
        if (cut) {
          assertEquals(0, gradient[0].reshape(75).getDouble(at), "cut at " + at);
        }
      }
    }
  }

  @Test
  void emptyRegions() {
    INDArray made = picture(1);
    try (Arena arena = new Arena(DataType.DOUBLE, 1 << 16);
        Tape tape = new Tape(arena)) {
      MakeupLoss loss = new MakeupLoss(tape, new Leaf(tape, made).variable(), picture(2));
      assertEquals(0, loss.of(new int[0], OTHER).value(), "nothing to make up");
      double fractions = 0;
      for (int channel = 0; channel < 3; channel++) {
        for (int pixel : REGION) {
          double level = 127.5 * (made.reshape(75).getDouble(channel * 25 + pixel) + 1);
          fractions += level - Math.floor(level);
        }
      }
      assertEquals(fractions / 75, loss.of(REGION, new int[0]).value(), 1e-12, "no reference");
    }
  }

  /** The kinds of table that the recorded cases do not single out. */
  @Test
  void aShiftOfAllLevelsIsMatched() {
    int[] source = IntStream.range(50, 100).toArray();
    int[] reference = IntStream.range(120, 170).toArray();
    int[] table = HistogramMatching.table(source, reference);
    for (int level : source) {
      assertEquals(level + 70, table[level]);
    }
    assertArrayEquals(
        IntStream.range(0, 256).toArray(), HistogramMatching.table(source, new int[0]));
  }

  @Test
  void levelsAreThoseOfThePicturesType() {
    // in float 255 * ((x + 1) / 2) is a whole number here, in double it falls short of one
    float x = 2 * (100f / 255) - 1;
    INDArray made = Nd4j.valueArrayOf(new long[] {1, 3, 1, 1}, x, DataType.FLOAT);
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 16);
        Tape tape = new Tape(arena)) {
      MakeupLoss loss = new MakeupLoss(tape, new Leaf(tape, made).variable(), made);
      float level = 255f * ((x + 1) / 2);
      double expected = Math.abs(level - (int) level);
      assertEquals(expected, loss.of(new int[] {0}, new int[] {0}).value(), 1e-9);
    }
  }
}
