// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.data.label.FeatureGrids;
import org.junit.jupiter.api.Test;

class LashLineTest {
  private static final double[] SKIN = {0.5, 0.2, 0};
  private static final double[][] NOTHING = new double[FeatureGrids.LASH_KNOTS][];
  private static final int AT = 3;

  private static double[][] skinBut(double... colour) {
    double[][] knots = new double[FeatureGrids.LASH_KNOTS][];
    for (int knot = 0; knot < knots.length; knot++) {
      knots[knot] = SKIN.clone();
    }
    knots[AT] = colour.clone();
    return knots;
  }

  private static double[][] line(double[][] own, double[][] look, double strength) {
    return LashLine.of(own, look, SKIN, SKIN, NOTHING, strength);
  }

  @Test
  void aDarkLineIsDrawnWhereItIsWorn() {
    double[][] line = line(skinBut(SKIN), skinBut(-0.6, -0.7, -0.7), 1);
    for (int knot = 0; knot < line.length; knot++) {
      if (knot != AT) {
        assertNull(line[knot], "knot " + knot);
      }
    }
    double darker = ColourDifference.luma(line[AT]);
    assertEquals(-0.93 + 0.12, darker, 0.02, "all of it but what light makes");
    assertTrue(
        ColourDifference.luma(line(skinBut(SKIN), skinBut(-0.6, -0.7, -0.7), 0.5)[AT]) > darker);
  }

  @Test
  void ownLashesCountAndAreNotPaled() {
    double[][] dark = skinBut(-0.6, -0.7, -0.7);
    assertNull(line(dark, dark, 1)[AT], "as dark already");
    assertNull(line(dark, skinBut(SKIN), 1)[AT], "darker");
    assertNull(line(skinBut(SKIN), skinBut(0.4, 0.1, -0.1), 1)[AT], "light");
  }

  @Test
  void whatHasMovedAlreadyIsNotMovedAgain() {
    double[][] moved = NOTHING.clone();
    moved[AT] = new double[] {-1, -0.8, -0.7};
    assertNull(LashLine.of(skinBut(SKIN), skinBut(-0.6, -0.7, -0.7), SKIN, SKIN, moved, 1)[AT]);
  }

  /** The same face in half the light wears no liner. */
  @Test
  void aDarkerPhotoIsNoLiner() {
    double[][] dim = skinBut(SKIN);
    for (double[] knot : dim) {
      for (int c = 0; c < 3; c++) {
        knot[c] = 0.5 * (1 + knot[c]) - 1;
      }
    }
    double[] dimSkin = {0.5 * 1.5 - 1, 0.5 * 1.2 - 1, 0.5 - 1};
    for (double[] knot : LashLine.of(skinBut(SKIN), dim, SKIN, dimSkin, NOTHING, 1)) {
      assertNull(knot);
    }
  }
}
