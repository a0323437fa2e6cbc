// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Values by hand. */
class ColourMeasureTest {
  private static final Region BOTH = Region.whole(2);
  private static final Region NONE = new Region(new boolean[2]);

  private static float level(int value) {
    return value / 127.5f - 1;
  }

  /** Two pixels with the same value in all colours. */
  private static float[] gray(int first, int second) {
    float a = level(first);
    float b = level(second);
    return new float[] {a, b, a, b, a, b};
  }

  @Test
  void aShiftedHistogramIsAsFarAsTheShift() {
    assertEquals(20, HistogramDistance.of(gray(10, 60), BOTH, gray(30, 80), BOTH).getAsDouble());
    assertEquals(0, HistogramDistance.of(gray(10, 60), BOTH, gray(60, 10), BOTH).getAsDouble());
    // the same mean, another spread: seen here, not by the mean colour
    assertEquals(25, HistogramDistance.of(gray(10, 60), BOTH, gray(35, 35), BOTH).getAsDouble());
    assertEquals(0, ColourDistance.of(gray(10, 60), BOTH, gray(35, 35), BOTH).getAsDouble(), 1e-4);
    assertTrue(HistogramDistance.of(gray(1, 1), NONE, gray(1, 1), BOTH).isEmpty());
  }

  @Test
  void meanColoursAreComparedInLevels() {
    float[] a = {level(10), level(20), level(0), level(0), level(0), level(0)};
    float[] b = {level(45), level(45), level(40), level(40), level(0), level(0)};
    assertEquals(50, ColourDistance.of(a, BOTH, b, BOTH).getAsDouble(), 1e-4);
    assertTrue(ColourDistance.of(a, BOTH, b, NONE).isEmpty());
  }

  @Test
  void similarityOfTheKeptPart() {
    int side = 16;
    float[] target = new float[3 * side * side];
    for (int i = 0; i < target.length; i++) {
      target[i] = (i * 37 % 101) / 50f - 1;
    }
    boolean[] inside = new boolean[side * side];
    Arrays.fill(inside, 0, side * side / 2, true); // the upper half is kept
    Region kept = new Region(inside);
    float[] below = target.clone();
    float[] above = target.clone();
    for (int i = 0; i < target.length; i++) {
      (i % (side * side) < side * side / 2 ? above : below)[i] *= -0.5f;
    }
    assertEquals(1, Ssim.ofKept(below, target, side, kept).getAsDouble(), 1e-12);
    assertTrue(Ssim.ofKept(above, target, side, kept).getAsDouble() < 0.9);
    assertTrue(Ssim.of(below, target, side) < 0.9);
    assertTrue(Ssim.ofKept(target, target, side, new Region(new boolean[256])).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Ssim.of(new float[300], new float[300], 10));
  }
}
