// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grids over a drawn map, whose shapes are known, on photos of its size and of thrice that. */
class FeatureGridsTest {
  private static final int SIDE = 240;
  private static final double EYE_X = 40;
  private static final double EYE_Y = -20;
  private static final double EYE_WIDE = 20;
  private static final double EYE_HIGH = 8;
  private static final double MOUTH_Y = 50;
  private static final double MOUTH_WIDE = 36;
  private static final double LIP = 12;

  /** Widths of an eye are told from the eyes' distance. */
  private static final double EYE = 2 * EYE_X / 2.1;

  /** A face turned clockwise; x and y from its middle. */
  private record Turned(double degrees) {
    double x(double px, double py) {
      double angle = Math.toRadians(degrees);
      return Math.cos(angle) * (px - SIDE / 2.0) + Math.sin(angle) * (py - SIDE / 2.0);
    }

    double y(double px, double py) {
      double angle = Math.toRadians(degrees);
      return Math.cos(angle) * (py - SIDE / 2.0) - Math.sin(angle) * (px - SIDE / 2.0);
    }

    RegionMap map() {
      byte[] codes = new byte[SIDE * SIDE];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = part(x(i % SIDE + 0.5, i / SIDE + 0.5), y(i % SIDE + 0.5, i / SIDE + 0.5));
      }
      return new RegionMap(SIDE, SIDE, codes);
    }

    private static byte part(double x, double y) {
      if (square(x / MOUTH_WIDE) + square((y - MOUTH_Y) / LIP) <= 1) {
        return (y < MOUTH_Y ? FacePart.UPPER_LIP : FacePart.LOWER_LIP).code();
      }
      if (square((Math.abs(x) - EYE_X) / EYE_WIDE) + square((y - EYE_Y) / EYE_HIGH) <= 1) {
        return x < 0 ? FacePart.EYE.code() : FacePart.EYE.secondCode();
      }
      return (square(x / 90) + square(y / 110) <= 1 ? FacePart.SKIN : FacePart.HAIR).code();
    }
  }

  private static double square(double value) {
    return value * value;
  }

  /** How far inwards of its lip a place lies: 0 at the outer edge, 1 where the lips meet. */
  private static double inwards(double x, double y) {
    return 1
        - Math.abs(y - MOUTH_Y) / (LIP * Math.sqrt(Math.max(1e-9, 1 - square(x / MOUTH_WIDE))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20, -30, 180})
  void lipsAreToldFromTheirEdgeInwards(double degrees) {
    Turned face = new Turned(degrees);
    for (int size : new int[] {1, 3}) {
      FeatureGrids grids = FeatureGrids.of(face.map(), size * SIDE, size * SIDE);
      double scale = grids.scale() / size;
      KnotGrid lips = grids.lips();
      KnotGrid.Colours place =
          (c, px, py) -> {
            double x = face.x((px + 0.5) * scale, (py + 0.5) * scale);
            double y = face.y((px + 0.5) * scale, (py + 0.5) * scale);
            return switch (c) {
              case 0 -> inwards(x, y);
              case 1 -> Math.abs(x) / MOUTH_WIDE;
              default -> y - MOUTH_Y;
            };
          };
      double[][] means = lips.means(1, place);
      for (int row = 0; row < 6; row++) {
        int ofLip = row < 3 ? row : 5 - row;
        for (int column = 0; column < 3; column++) {
          double[] mean = means[4 * row + column];
          assertEquals(0.15 + 0.3 * ofLip, mean[0], 0.1, "inwards, row " + row);
          assertEquals(0.3 * column, mean[1], 0.14, "outwards, column " + column);
          assertTrue(row < 3 ? mean[2] < 0 : mean[2] > 0, "which lip, row " + row);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20, -30, 180})
  void lashesAreToldUpwardsAndOutwards(double degrees) {
    Turned face = new Turned(degrees);
    FeatureGrids grids = FeatureGrids.of(face.map(), 3 * SIDE, 3 * SIDE);
    double scale = grids.scale() / 3;
    KnotGrid lashes = grids.lashes();
    double[][] means =
        lashes.means(
            1,
            (c, px, py) -> {
              double x = face.x((px + 0.5) * scale, (py + 0.5) * scale);
              double y = face.y((px + 0.5) * scale, (py + 0.5) * scale);
              double outwards = (Math.abs(x) - EYE_X) / EYE_WIDE;
              double lid = EYE_HIGH * Math.sqrt(Math.max(0, 1 - square(outwards)));
              return c == 0 ? outwards : c == 1 ? (EYE_Y - lid - y) / EYE : x;
            });
    double[] outwards = {-0.8, -0.4, 0, 0.4, 0.8, 1.1, 1.4};
    double[] upwards = {0, 0.05, 0.1, 0.16};
    for (int row = 1; row < 4; row++) {
      for (int column = 0; column < 7; column++) {
        double[] mean = means[7 * row + column];
        assertEquals(outwards[column], mean[0], 0.12, "outwards, column " + column);
        double exact = column < 5 ? 0.035 : 0.09; // beyond the corner there is no lid
        assertEquals(upwards[row], mean[1], exact, "upwards, row " + row + ", column " + column);
        assertEquals(0, mean[2], 1.5, "both eyes");
      }
    }
  }

  /** What a knot has arrives around it, and nothing of it outside the grid. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void nothingIsAddedElsewhere(int size) {
    FeatureGrids grids = FeatureGrids.of(new Turned(0).map(), size * SIDE, size * SIDE);
    int side = (int) Math.round(size * SIDE / grids.scale());
    RegionMap map = new Turned(0).map().resized(side, side);
    double[][] ones = new double[FeatureGrids.LIP_KNOTS][];
    Arrays.fill(ones, new double[] {1, 2, 3});
    double[][] lines = new double[FeatureGrids.LASH_KNOTS][];
    Arrays.fill(lines, new double[] {1, 2, 3});
    int lashes = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        FacePart part = FacePart.ofCode(map.codes()[y * side + x]);
        assertEquals(part.isLip() ? 2 : 0, grids.lips().at(1, x, y, ones), 1e-5);
        double line = grids.lashes().at(0, x, y, lines);
        assertTrue(line >= 0 && line <= 1 + 1e-5);
        if (part != FacePart.SKIN) {
          assertEquals(0, line, 0.0);
        }
        lashes += line > 0.99 ? 1 : 0;
      }
    }
    assertTrue(lashes > 400, lashes + " pixels along the lashes");
    assertEquals(0, grids.lips().at(0, -1, 5, ones), 0.0);
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1})
  void withoutTwoEyesThereAreNone(byte hidden) {
    RegionMap map = new Turned(0).map();
    for (int i = 0; i < map.codes().length; i++) {
      if (map.codes()[i] == (hidden == 0 ? FacePart.EYE.code() : FacePart.EYE.secondCode())) {
        map.codes()[i] = FacePart.SKIN.code();
      }
    }
    FeatureGrids grids = FeatureGrids.of(map, SIDE, SIDE);
    for (KnotGrid grid : new KnotGrid[] {grids.lips(), grids.lashes()}) {
      for (double[] mean : grid.means(1, (c, x, y) -> 1)) {
        assertNull(mean);
      }
    }
  }

  /**
   * Eyes far apart show no more of a line: the grids stay as fine, and the photo's pixels are more.
   */
  @Test
  void largePhotosHaveNoLargerGrids() {
    RegionMap map = new Turned(0).map();
    FeatureGrids small = FeatureGrids.of(map, SIDE, SIDE);
    FeatureGrids large = FeatureGrids.of(map, 20 * SIDE, 20 * SIDE);
    FeatureGrids larger = FeatureGrids.of(map.resized(900, 900), 40 * SIDE, 40 * SIDE);
    assertEquals(1, small.scale(), 0.0);
    assertEquals(20 * 80 / 144.0, large.scale(), 0.1);
    assertEquals(large.lashes().width(), larger.lashes().width(), 3);
    assertTrue(large.onPhoto(large.lashes().left(), 20 * SIDE) < 20 * SIDE / 3);
    assertEquals(20 * SIDE - 1, large.onPhoto(1_000_000, 20 * SIDE));
  }

  /** A map that somebody made up: pixels of both eyes in turn, so that their middles are one. */
  @Test
  void eyesInOnePlaceHaveNoLashesOfTheirOwn() {
    byte[] codes = new byte[9 * 9];
    Arrays.fill(codes, FacePart.SKIN.code());
    codes[4 * 9 + 4] = FacePart.EYE.code();
    codes[4 * 9 + 3] = FacePart.EYE.secondCode();
    codes[4 * 9 + 5] = FacePart.EYE.secondCode();
    FeatureGrids grids = FeatureGrids.of(new RegionMap(9, 9, codes), 90, 90);
    for (double[] mean : grids.lashes().means(1, (c, x, y) -> 1)) {
      assertNull(mean);
    }
  }

  /** In a thumbnail the pixel above an eye is half lash, which is no liner. */
  @Test
  void fewPixelsTellNoLashes() {
    RegionMap map = new Turned(0).map();
    for (int side : new int[] {40, SIDE / 2, SIDE}) {
      double row = 0.05 * EYE * side / SIDE;
      double[][] means = FeatureGrids.of(map, side, side).lashes().means(1, (c, x, y) -> 1);
      boolean any = Arrays.stream(means).anyMatch(Objects::nonNull);
      assertEquals(row >= 1, any, side + " pixels, " + row + " a row");
    }
  }
}
