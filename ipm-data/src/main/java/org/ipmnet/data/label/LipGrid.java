// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Places on the lips: from the mouth's middle to its corners, and on each lip from its outer edge
 * to where the lips meet. Lipstick that fades outwards, lip liner, and lips of two colours differ
 * there.
 */
final class LipGrid {
  /** Columns of knots, of the way from the middle to a corner. */
  private static final double[] OUTWARDS = {0, 0.3, 0.6, 0.9};

  /** How many knots are in a row. */
  static final int COLUMNS = OUTWARDS.length;

  private static final double LAST_COLUMN = OUTWARDS[COLUMNS - 1];

  /**
   * Rows of each lip, of the way from its outer edge inwards. The last is the other lip's
   * innermost, as far beyond where the lips meet.
   */
  private static final double[] INWARDS = {0.15, 0.45, 0.75, 1.25};

  private static final int ROWS_OF_LIP = INWARDS.length - 1;

  /** How many knots there are. */
  static final int KNOTS = COLUMNS * 2 * ROWS_OF_LIP;

  private final FaceFeatures.Eye level; // tells what is across the face, and what down it
  private double from = Double.MAX_VALUE;
  private double to = -Double.MAX_VALUE;

  private LipGrid(FaceFeatures.Eye level) {
    this.level = level;
  }

  static KnotGrid of(MapPixels pixels, FaceFeatures features) {
    MapPixels.Box box = pixels.around(FacePart::isLip, 1);
    KnotGrid grid = box.grid(COLUMNS, 2 * ROWS_OF_LIP);
    if (features.eyes().size() == 2) {
      new LipGrid(features.eyes().get(0)).lay(pixels, box, grid);
    }
    return grid;
  }

  /** Whether it is in one of the rows beside where the lips meet. */
  static boolean isWhereLipsMeet(int knot) {
    int row = knot / COLUMNS;
    return row == ROWS_OF_LIP - 1 || row == ROWS_OF_LIP;
  }

  private void lay(MapPixels pixels, MapPixels.Box box, KnotGrid grid) {
    pixels.each(
        box,
        FacePart::isLip,
        (x, y, centreX, centreY) -> {
          from = Math.min(from, level.across(centreX, centreY) - 0.5);
          to = Math.max(to, level.across(centreX, centreY) + 0.5);
        });
    Extent upper = extent(pixels, box, FacePart.UPPER_LIP);
    Extent lower = extent(pixels, box, FacePart.LOWER_LIP);
    if (upper.isEmpty() || lower.isEmpty()) {
      return;
    }
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    pixels.each(
        box,
        FacePart::isLip,
        (x, y, centreX, centreY) -> {
          double along = level.across(centreX, centreY);
          double down = level.down(centreX, centreY);
          boolean isUpper = pixels.part(x, y) == FacePart.UPPER_LIP;
          Extent lip = isUpper ? upper : lower;
          double thick = lip.end(along) - lip.begin(along);
          double inwards = (isUpper ? down - lip.begin(along) : lip.end(along) - down) / thick;
          double outwards = Math.abs(along - middle) / half;
          double row = KnotGrid.position(INWARDS, Math.max(INWARDS[0], Math.min(1, inwards)));
          double column = KnotGrid.position(OUTWARDS, Math.min(LAST_COLUMN, outwards));
          grid.lay(x, y, column, isUpper ? row : 2 * ROWS_OF_LIP - 1 - row);
        });
  }

  private Extent extent(MapPixels pixels, MapPixels.Box box, FacePart lip) {
    Extent extent = new Extent(from, to);
    pixels.each(
        box,
        part -> part == lip,
        (x, y, centreX, centreY) ->
            extent.add(level.across(centreX, centreY), level.down(centreX, centreY)));
    return extent;
  }
}
