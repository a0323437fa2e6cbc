// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Places along the upper lashes, from the eye's inner corner beyond the outer one, and a little
 * above them: where liner is drawn.
 */
final class LashGrid {
  /**
   * Columns: -1 is the eye's inner corner, 1 the outer one. The first and the last have no knots: a
   * line fades towards them.
   */
  private static final double[] OUTWARDS = {-1.3, -0.8, -0.4, 0, 0.4, 0.8, 1.1, 1.4, 1.8};

  /** Rows, upwards from the lashes in widths of the eye. The last has no knots. */
  private static final double[] UPWARDS = {0, 0.05, 0.1, 0.16, 0.24};

  /** How many knots are in a row. */
  static final int COLUMNS = OUTWARDS.length - 2;

  private static final int ROWS = UPWARDS.length - 1;

  /** How many knots there are. */
  static final int KNOTS = COLUMNS * ROWS;

  /** From the eyes to the end of their wings, in distances between them. */
  private static final double REACH = 0.25;

  /** Where rows lie closer, in pixels, lashes are not told from a line above them. */
  private static final double LEAST_ROW = 1;

  private final FaceFeatures.Eye eye;
  private double from = Double.MAX_VALUE;
  private double to = -Double.MAX_VALUE;

  private LashGrid(FaceFeatures.Eye eye) {
    this.eye = eye;
  }

  static KnotGrid of(MapPixels pixels, FaceFeatures features) {
    MapPixels.Box box = pixels.around(part -> part == FacePart.EYE, REACH * features.eyeDistance());
    KnotGrid grid = box.grid(COLUMNS, ROWS);
    if (features.eyes().size() == 2 && UPWARDS[1] * features.eyes().get(0).width() >= LEAST_ROW) {
      for (FaceFeatures.Eye eye : features.eyes()) {
        new LashGrid(eye).lay(pixels, features, box, grid);
      }
    }
    return grid;
  }

  private void lay(MapPixels pixels, FaceFeatures features, MapPixels.Box box, KnotGrid grid) {
    MapPixels.Taking width =
        (x, y, centreX, centreY) -> {
          from = Math.min(from, eye.across(centreX, centreY) - 0.5);
          to = Math.max(to, eye.across(centreX, centreY) + 0.5);
        };
    pixels.each(box, part -> part == FacePart.EYE, ofThisEye(features, width));
    Extent opening = new Extent(from, to);
    MapPixels.Taking edges =
        (x, y, centreX, centreY) ->
            opening.add(eye.across(centreX, centreY), eye.down(centreX, centreY));
    pixels.each(box, part -> part == FacePart.EYE, ofThisEye(features, edges));
    if (opening.isEmpty()) { // both eyes in one place
      return;
    }
    MapPixels.Taking laying =
        (x, y, centreX, centreY) -> {
          double along = eye.across(centreX, centreY);
          double outwards = eye.outwards() * (2 * along - from - to) / (to - from);
          double up = (opening.begin(along) - eye.down(centreX, centreY)) / eye.width();
          grid.lay(x, y, KnotGrid.position(OUTWARDS, outwards) - 1, KnotGrid.position(UPWARDS, up));
        };
    pixels.each(
        box, part -> part == FacePart.SKIN || part == FacePart.NOSE, ofThisEye(features, laying));
  }

  private MapPixels.Taking ofThisEye(FaceFeatures features, MapPixels.Taking taking) {
    return (x, y, centreX, centreY) -> {
      if (features.nearest(centreX, centreY) == eye) {
        taking.take(x, y, centreX, centreY);
      }
    };
  }
}
