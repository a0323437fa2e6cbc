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

  private static final int COLUMNS = OUTWARDS.length - 2;
  private static final int ROWS = UPWARDS.length - 1;

  /** How many knots there are. */
  static final int KNOTS = COLUMNS * ROWS;

  private final FaceFeatures.Eye eye;
  private double from = Double.MAX_VALUE;
  private double to = -Double.MAX_VALUE;

  private LashGrid(FaceFeatures.Eye eye) {
    this.eye = eye;
  }

  static KnotGrid of(MapOnPhoto photo, FaceFeatures features) {
    double margin = features.eyeDistance() / 2;
    MapOnPhoto.Box box = photo.around(part -> part == FacePart.EYE, margin);
    KnotGrid grid = box.grid(COLUMNS, ROWS);
    if (features.eyes().size() == 2) {
      for (FaceFeatures.Eye eye : features.eyes()) {
        new LashGrid(eye).lay(photo, features, box, grid);
      }
    }
    return grid;
  }

  private void lay(MapOnPhoto photo, FaceFeatures features, MapOnPhoto.Box box, KnotGrid grid) {
    MapOnPhoto.Pixels range =
        (x, y, mapX, mapY) -> {
          if (features.nearest(mapX, mapY) == eye) {
            from = Math.min(from, eye.across(mapX, mapY) - 0.5);
            to = Math.max(to, eye.across(mapX, mapY) + 0.5);
          }
        };
    photo.eachOfMap(part -> part == FacePart.EYE, range);
    Extent opening = new Extent(from, to);
    photo.eachOfMap(
        part -> part == FacePart.EYE,
        (x, y, mapX, mapY) -> {
          if (features.nearest(mapX, mapY) == eye) {
            opening.add(eye.across(mapX, mapY), eye.down(mapX, mapY));
          }
        });
    photo.each(
        box,
        (x, y, mapX, mapY) -> {
          FacePart part = photo.part(x, y);
          if ((part == FacePart.SKIN || part == FacePart.NOSE)
              && features.nearest(mapX, mapY) == eye) {
            double along = eye.across(mapX, mapY);
            double outwards = eye.outwards() * (2 * along - from - to) / (to - from);
            double up = (opening.begin(along) - eye.down(mapX, mapY)) / eye.width();
            grid.lay(
                x, y, KnotGrid.position(OUTWARDS, outwards) - 1, KnotGrid.position(UPWARDS, up));
          }
        });
  }
}
