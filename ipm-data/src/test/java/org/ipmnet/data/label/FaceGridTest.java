// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaceGridTest {
  private static final RegionMap MAP = FaceAreasTest.face(0);
  private static final int PIXELS = MAP.codes().length;

  private static FaceGrid grid(RegionMap map) {
    return FaceGrid.of(map, FaceFeatures.of(map));
  }

  private static double[][] everywhere(double... colour) {
    double[][] added = new double[FaceGrid.KNOTS][];
    Arrays.fill(added, colour);
    return added;
  }

  /**
   * What all knots have alike, all skin between them gets, and lips, brows, eyes and hair do not.
   */
  @Test
  void theSharesOfSkinAddUpToOne() {
    float[] planes = new float[3 * PIXELS];
    grid(MAP).add(planes, everywhere(0.5, -0.25, 1));
    int full = 0;
    for (int i = 0; i < PIXELS; i++) {
      FacePart part = FacePart.ofCode(MAP.codes()[i]);
      assertTrue(planes[i] >= 0 && planes[i] <= 0.5f + 1e-6f);
      assertEquals(-planes[i] / 2, planes[PIXELS + i], 1e-6f);
      assertEquals(2 * planes[i], planes[2 * PIXELS + i], 1e-6f);
      full += planes[i] > 0.4999f ? 1 : 0;
      if (part != FacePart.SKIN && part != FacePart.NOSE) {
        assertEquals(0, planes[i], 0, part.name());
      }
    }
    assertTrue(full > 500, full + " pixels between knots");
  }

  /** Knots measure what they are given; a plane that rises across a face is level to both sides. */
  @Test
  void whatIsMeasuredIsTheMeanOfBothSides() {
    float[] planes = new float[3 * PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      planes[i] = 0.3f;
      planes[PIXELS + i] = (i % MAP.width() + 0.5f) / MAP.width() - 0.5f;
    }
    double[][] means = grid(MAP).means(planes);
    int seen = 0;
    for (double[] mean : means) {
      if (mean != null) {
        assertEquals(0.3, mean[0], 1e-6);
        assertEquals(0, mean[1], 1e-3);
        seen++;
      }
    }
    assertTrue(seen > FaceGrid.KNOTS / 2, seen + " knots");
  }

  /** A turned head's knots lie on the same skin: what is put on one knot stays with it. */
  @Test
  void knotsGoWithTheFace() {
    for (int angle : new int[] {0, 90, 180}) {
      RegionMap map = FaceAreasTest.face(angle);
      FaceGrid grid = grid(map);
      int knot = FaceGrid.FIRST_OF_CHEEKS + 3;
      double[][] added = new double[FaceGrid.KNOTS][];
      added[knot] = new double[] {1, 1, 1};
      float[] planes = new float[3 * PIXELS];
      grid.add(planes, added);
      double x = 0;
      double y = 0;
      double sum = 0;
      for (int i = 0; i < PIXELS; i++) {
        sum += planes[i];
        double across = i % map.width() + 0.5 - map.width() / 2.0;
        double down = i / map.width() + 0.5 - map.height() / 2.0;
        double turn = Math.toRadians(angle);
        x += planes[i] * Math.abs(Math.cos(turn) * across + Math.sin(turn) * down);
        y += planes[i] * (Math.cos(turn) * down - Math.sin(turn) * across);
      }
      assertEquals(22.5, x / sum, 1.5, "outside of the eye at " + angle);
      assertEquals(3.5, y / sum, 1.5, "below it at " + angle);
    }
  }

  @Test
  void aMapWithoutTwoEyesHasNone() {
    RegionMap noEyes = FaceAreasTest.face(0);
    for (int i = 0; i < PIXELS; i++) {
      if (noEyes.codes()[i] == FacePart.EYE.secondCode()) {
        noEyes.codes()[i] = FacePart.SKIN.code();
      }
    }
    assertNotNull(grid(MAP).means(new float[3 * PIXELS])[2]);
    for (double[] mean : grid(noEyes).means(new float[3 * PIXELS])) {
      assertNull(mean);
    }
    float[] planes = new float[3 * PIXELS];
    grid(noEyes).add(planes, everywhere(1, 1, 1));
    assertArrayEquals(new float[3 * PIXELS], planes);
  }
}
