// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.core.ipmnet.FaceArea;
import org.junit.jupiter.api.Test;

class FaceAreasTest {
  private static final int SIDE = 100;

  @Test
  void theyAddUpToTheMakeupArea() {
    RegionMap map = face(0);
    FaceAreas areas = FaceAreas.of(map);
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (float[] plane : areas.planes()) {
        assertTrue(plane[i] >= -1e-6 && plane[i] <= 1 + 1e-5);
      }
      if (deepIn(map, i, true)) {
        assertEquals(1, areas.sum(i), 1e-5, "inside " + i);
      }
      if (deepIn(map, i, false)) {
        assertEquals(0, areas.sum(i), 1e-5, "outside " + i);
      }
    }
  }

  /** Whether the pixels around all wear makeup, or none of them does. */
  private static boolean deepIn(RegionMap map, int pixel, boolean wearing) {
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        int x = Math.max(0, Math.min(SIDE - 1, pixel % SIDE + dx));
        int y = Math.max(0, Math.min(SIDE - 1, pixel / SIDE + dy));
        if (FacePart.ofCode(map.codes()[y * SIDE + x]).wearsMakeup() != wearing) {
          return false;
        }
      }
    }
    return true;
  }

  /** Small ones too: what rounding leaves of an area must not be blown up. */
  @Test
  void sharesStayShares() {
    for (int side = 24; side <= 72; side += 8) {
      RegionMap map = face(10).resized(side, side);
      for (float[] plane : FaceAreas.of(map).planes()) {
        for (float share : plane) {
          assertTrue(share > -1e-4 && share < 1 + 1e-4, side + ": " + share);
        }
      }
    }
  }

  @Test
  void lipsAndBrowsEndWhereTheMapSays() {
    RegionMap map = face(20);
    FaceAreas areas = FaceAreas.of(map);
    for (int i = 0; i < SIDE * SIDE; i++) {
      FacePart part = FacePart.ofCode(map.codes()[i]);
      float lips = areas.planes()[FaceArea.LIPS.ordinal()][i];
      float brows = areas.planes()[FaceArea.BROWS.ordinal()][i];
      assertEquals(part.isLip() ? 1 : 0, lips, 1e-6, "lips at " + i);
      assertEquals(part == FacePart.BROW ? 1 : 0, brows, 1e-6, "brows at " + i);
    }
  }

  /** Also where the face is turned, or stands on its head. */
  @Test
  void eachLiesWhereItsNameSays() {
    for (int degrees : new int[] {0, 25, -40, 180}) {
      FaceAreas areas = FaceAreas.of(face(degrees));
      assertMost(areas, degrees, FaceArea.LIDS, -16, -14.5);
      assertMost(areas, degrees, FaceArea.LIDS, 16, -14.5);
      assertMost(areas, degrees, FaceArea.UNDER_EYES, 16, -5);
      assertMost(areas, degrees, FaceArea.CHEEKS, -19, 9);
      assertMost(areas, degrees, FaceArea.NOSE, 0, 2);
      assertMost(areas, degrees, FaceArea.BROWS, 16, -19.5);
      assertMost(areas, degrees, FaceArea.LIPS, 0, 20);
      assertMost(areas, degrees, FaceArea.SKIN, 0, -30);
      assertMost(areas, degrees, FaceArea.SKIN, 0, 33);
    }
  }

  private static void assertMost(FaceAreas areas, int degrees, FaceArea area, double x, double y) {
    double angle = Math.toRadians(degrees);
    int column = (int) (SIDE / 2.0 + Math.cos(angle) * x - Math.sin(angle) * y);
    int row = (int) (SIDE / 2.0 + Math.sin(angle) * x + Math.cos(angle) * y);
    float share = areas.planes()[area.ordinal()][row * SIDE + column];
    assertTrue(share > 0.5, area + " at " + x + ", " + y + " turned " + degrees + ": " + share);
  }

  @Test
  void withoutEyesAllIsSkin() {
    byte[] codes = face(0).codes();
    for (int i = 0; i < codes.length; i++) {
      if (FacePart.ofCode(codes[i]) == FacePart.EYE) {
        codes[i] = FacePart.SKIN.code();
      }
    }
    FaceAreas areas = FaceAreas.of(new RegionMap(SIDE, SIDE, codes));
    for (int i = 0; i < codes.length; i++) {
      assertEquals(0, areas.planes()[FaceArea.LIDS.ordinal()][i]);
      assertEquals(0, areas.planes()[FaceArea.CHEEKS.ordinal()][i]);
    }
    assertEquals(1, areas.planes()[FaceArea.SKIN.ordinal()][45 * SIDE + 66]);
  }

  /** A face of ellipses around the middle, turned clockwise. */
  static RegionMap face(int degrees) {
    byte[] codes = new byte[SIDE * SIDE];
    double angle = Math.toRadians(degrees);
    for (int i = 0; i < codes.length; i++) {
      double px = i % SIDE + 0.5 - SIDE / 2.0;
      double py = i / SIDE + 0.5 - SIDE / 2.0;
      double x = Math.cos(angle) * px + Math.sin(angle) * py;
      double y = Math.cos(angle) * py - Math.sin(angle) * px;
      byte code = inside(x, y, 0, 0, 36, 46) ? FacePart.SKIN.code() : FacePart.HAIR.code();
      code = inside(x, y, 0, 0, 5, 8) ? FacePart.NOSE.code() : code;
      code = inside(x, y, 16, -10, 7, 2.5) ? FacePart.EYE.code() : code;
      code = inside(x, y, -16, -10, 7, 2.5) ? FacePart.EYE.secondCode() : code;
      code = inside(Math.abs(x), y, 16, -19.5, 9, 2.5) ? FacePart.BROW.code() : code;
      codes[i] = inside(x, y, 0, 20, 10, 4) ? FacePart.LOWER_LIP.code() : code;
    }
    return new RegionMap(SIDE, SIDE, codes);
  }

  private static boolean inside(double x, double y, double cx, double cy, double rx, double ry) {
    double u = (x - cx) / rx;
    double v = (y - cy) / ry;
    return u * u + v * v <= 1;
  }
}
