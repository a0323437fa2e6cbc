// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
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

  /** A face twice as light, whose lips differ from its skin as the reference's do: all the way. */
  @Test
  void howFarMakeupMovedDoesNotDependOnTheSkin() {
    Region lips = new Region(new boolean[] {true, false});
    Region skin = new Region(new boolean[] {false, true});
    ColourMoved moved = new ColourMoved();
    moved.addOnSkin(gray(110, 150), gray(130, 150), lips, skin, gray(50, 90), lips, skin);
    assertEquals(1, moved.value().getAsDouble(), 1e-6);
    ColourMoved half = new ColourMoved();
    half.addOnSkin(gray(120, 150), gray(130, 150), lips, skin, gray(50, 90), lips, skin);
    assertEquals(0.5, half.value().getAsDouble(), 1e-6);
    moved.addOnSkin(gray(1, 2), gray(3, 4), lips, NONE, gray(5, 6), lips, skin);
    assertEquals(1, moved.pairs(), "without skin nothing is told");
  }

  @Test
  void everyColourCounts() {
    for (int channel = 0; channel < 3; channel++) {
      float[] a = {level(9), level(9), level(9), level(9), level(9), level(9)};
      float[] b = a.clone();
      b[2 * channel] = level(15);
      b[2 * channel + 1] = level(33);
      assertEquals((6 + 24) / 2.0 / 3, HistogramDistance.of(a, BOTH, b, BOTH).getAsDouble(), 1e-12);
      assertEquals((6 + 24) / 2.0, ColourDistance.of(a, BOTH, b, BOTH).getAsDouble(), 1e-4);
    }
    float[] black = gray(0, 0);
    float[] coloured = {level(2), level(2), level(3), level(3), level(6), level(6)};
    assertEquals(7, ColourDistance.of(black, BOTH, coloured, BOTH).getAsDouble(), 1e-4);
  }

  /** Against the formula, window by window. */
  @Test
  void similarityByHand() {
    int width = 14;
    int height = 12;
    float[][] pictures = new float[2][3 * width * height];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < pictures[0].length; i++) {
      pictures[0][i] = level(random.nextInt(60, 200));
      pictures[1][i] = pictures[0][i] + level(random.nextInt(108, 148));
    }
    boolean[] inside = new boolean[width * height];
    inside[5 * width + 6] = true;
    inside[6 * width + 8] = true;
    inside[4 * width + 6] = true; // no whole window has its centre there
    Region kept = new Region(inside);
    float[] pasted = pictures[1].clone();
    for (int i = 0; i < pasted.length; i++) {
      pasted[i] = inside[i % inside.length] ? pictures[0][i] : pasted[i];
    }
    double all = 0;
    for (int y = 5; y < height - 5; y++) {
      for (int x = 5; x < width - 5; x++) {
        all += similarity(pictures[0], pictures[1], width, height, x, y) / (4 * 2);
      }
    }
    assertEquals(all, Ssim.of(pictures[0], pictures[1], width), 1e-9);
    double ofKept =
        (similarity(pasted, pictures[1], width, height, 6, 5)
                + similarity(pasted, pictures[1], width, height, 8, 6))
            / 2;
    assertEquals(ofKept, Ssim.ofKept(pictures[0], pictures[1], width, kept).getAsDouble(), 1e-9);
  }

  private static double similarity(float[] a, float[] b, int width, int height, int x, int y) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double weights = 0;
      double[] means = new double[5]; // of a, b, a a, b b, a b
      for (int dy = -5; dy <= 5; dy++) {
        for (int dx = -5; dx <= 5; dx++) {
          double weight = Math.exp(-(dx * dx + dy * dy) / (2 * 1.5 * 1.5));
          int at = (c * height + y + dy) * width + x + dx;
          double p = (a[at] + 1) * 127.5;
          double q = (b[at] + 1) * 127.5;
          double[] values = {p, q, p * p, q * q, p * q};
          weights += weight;
          for (int i = 0; i < values.length; i++) {
            means[i] += weight * values[i];
          }
        }
      }
      double p = means[0] / weights;
      double q = means[1] / weights;
      double c1 = 2.55 * 2.55;
      double c2 = 7.65 * 7.65;
      sum +=
          (2 * p * q + c1)
              * (2 * (means[4] / weights - p * q) + c2)
              / (p * p + q * q + c1)
              / (means[2] / weights - p * p + means[3] / weights - q * q + c2);
    }
    return sum / 3;
  }

  @Test
  void similarityNeedsOneWindow() {
    float[] least = new float[3 * 11 * 11];
    assertEquals(1, Ssim.of(least, least, 11), 1e-12);
    for (int[] size : new int[][] {{10, 11}, {11, 10}}) {
      float[] small = new float[3 * size[0] * size[1]];
      String message =
          assertThrows(IllegalArgumentException.class, () -> Ssim.of(small, small, size[0]))
              .getMessage();
      assertEquals(
          String.format(
              Locale.ROOT, "a side of at least 11 is needed, found %dx%d", size[0], size[1]),
          message);
    }
    assertThrows(IllegalArgumentException.class, () -> Ssim.of(least, new float[3], 11));
    assertThrows(IllegalArgumentException.class, () -> Ssim.of(least, least, 12));
  }
}
