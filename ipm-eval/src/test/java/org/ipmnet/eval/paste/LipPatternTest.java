// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.ipmnet.data.label.FeatureGrids;
import org.junit.jupiter.api.Test;

class LipPatternTest {
  private static final int KNOTS = FeatureGrids.LIP_KNOTS;
  private static final double[] WORN = {0.6, 0.25, 0.3};

  private static double[][] even(double... colour) {
    double[][] knots = new double[KNOTS][];
    for (int knot = 0; knot < KNOTS; knot++) {
      knots[knot] = colour.clone();
    }
    return knots;
  }

  /** Red within, pale rose at the edge: rows 2 and 3 lie where the lips meet. */
  private static double[][] gradient() {
    double[][] knots = new double[KNOTS][];
    for (int knot = 0; knot < KNOTS; knot++) {
      int row = knot / 4;
      double within = Math.min(row, 5 - row) / 2.0;
      knots[knot] = new double[] {0.6 - 0.2 * within, 0.2 - 0.8 * within, 0.2 - 0.7 * within};
    }
    return knots;
  }

  @Test
  void lipstickThatFadesOutwardsComesAsItIsWorn() {
    double[][] pattern = LipPattern.of(even(0.2, -0.3, -0.2), gradient(), WORN, 1);
    for (int column = 0; column < 4; column++) {
      double[] edge = pattern[column];
      double[] inner = pattern[8 + column];
      assertTrue(inner[1] < edge[1] - 0.1, "green falls inwards");
      assertTrue(inner[0] - inner[1] > edge[0] - edge[1] + 0.1, "it is redder within");
      assertEquals(pattern[column][1], pattern[20 + column][1], 1e-12, "both lips");
    }
  }

  /** The mean colour of lips has been brought already. */
  @Test
  void theMeanStays() {
    double[][] pattern = LipPattern.of(even(0.2, -0.3, -0.2), gradient(), WORN, 1);
    for (int c = 0; c < 3; c++) {
      int channel = c;
      assertEquals(0, Arrays.stream(pattern).mapToDouble(knot -> knot[channel]).sum(), 1e-9);
    }
  }

  @Test
  void whatTheTargetHasItselfIsNotBroughtAgain() {
    for (double[] knot : LipPattern.of(gradient(), gradient(), WORN, 1)) {
      assertEquals(0, knot[0], 1e-12);
      assertEquals(0, knot[1], 1e-12);
      assertEquals(0, knot[2], 1e-12);
    }
  }

  /** One lip in the shade of the other is no makeup, nor is another light on all of them. */
  @Test
  void shadeIsNoPattern() {
    double[][] shaded = even(0.2, -0.3, -0.2);
    for (int knot = 0; knot < KNOTS / 2; knot++) {
      for (int c = 0; c < 3; c++) {
        shaded[knot][c] = 0.9 * (1 + shaded[knot][c]) - 1;
      }
    }
    for (double[] knot : LipPattern.of(even(0.5, 0.1, 0.3), shaded, WORN, 1)) {
      for (double value : knot) {
        assertEquals(0, value, 1e-12);
      }
    }
  }

  @Test
  void lipsThatAreHardlySeenHaveNone() {
    double[][] hidden = gradient();
    for (int knot = 0; knot < KNOTS; knot += 3) {
      hidden[knot] = null;
    }
    for (double[] knot : LipPattern.of(even(0, 0, 0), hidden, WORN, 1)) {
      assertNull(knot);
    }
    hidden = gradient();
    hidden[5] = null;
    double[][] pattern = LipPattern.of(even(0, 0, 0), hidden, WORN, 1);
    assertNull(pattern[5]);
    assertTrue(pattern[6] != null);
  }
}
