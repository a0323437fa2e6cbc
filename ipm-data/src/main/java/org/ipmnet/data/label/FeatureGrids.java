// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Places that any two faces share where makeup is finer than the networks' pixels: across the lips,
 * and along the upper lashes. They are laid over the photo, brought down where eyes are many pixels
 * apart. Both halves of the mouth, and both eyes, have the same knots.
 *
 * @param scale pixels of the photo that a pixel of the grids covers, each way, 1 or more
 * @param lips see {@link LipGrid}
 * @param lashes see {@link LashGrid}
 */
public record FeatureGrids(double scale, KnotGrid lips, KnotGrid lashes) {
  /** How many knots lips have. */
  public static final int LIP_KNOTS = LipGrid.KNOTS;

  /**
   * How many of them are in a row, from the mouth's middle outwards; the first is the upper edge.
   */
  public static final int LIP_COLUMNS = LipGrid.COLUMNS;

  /** How many of the lashes' are in a row, outwards; the first row is that at the lashes. */
  public static final int LASH_COLUMNS = LashGrid.COLUMNS;

  /** How many lashes have. */
  public static final int LASH_KNOTS = LashGrid.KNOTS;

  /**
   * More pixels between the eyes show no more of a line of liner, of which a grid has some five.
   */
  private static final double EYE_DISTANCE = 144;

  /** At this side eyes are found well enough to tell how far they are apart. */
  private static final int COARSE = 512;

  /**
   * Those of a face; without pixels where its map has no two eyes, which tell what is level.
   *
   * @param map of the photo, in any size
   * @param width of the photo in pixels
   * @param height likewise
   */
  public static FeatureGrids of(RegionMap map, int width, int height) {
    double side = Math.max(map.width(), map.height());
    RegionMap coarse =
        side <= COARSE ? map : resized(map, map.width(), map.height(), side / COARSE);
    FaceFeatures found = FaceFeatures.of(coarse);
    double reduction = (double) width / coarse.width();
    double scale =
        found.eyes().size() == 2
            ? Math.max(1, found.eyeDistance() * reduction / EYE_DISTANCE)
            : Math.max(1, reduction); // nothing will be laid
    RegionMap fine = resized(map, width, height, scale);
    FaceFeatures features = FaceFeatures.of(fine);
    MapPixels pixels = new MapPixels(fine);
    return new FeatureGrids(scale, LipGrid.of(pixels, features), LashGrid.of(pixels, features));
  }

  /** Whether one of the lips' is beside where they meet. */
  public static boolean isWhereLipsMeet(int knot) {
    return LipGrid.isWhereLipsMeet(knot);
  }

  private static RegionMap resized(RegionMap map, int width, int height, double reduction) {
    return map.resized(
        (int) Math.max(1, Math.round(width / reduction)),
        (int) Math.max(1, Math.round(height / reduction)));
  }

  /**
   * The pixel of the photo at the middle of one of the grids'.
   *
   * @param size of the photo along this axis
   */
  public int onPhoto(int pixel, int size) {
    return (int) Math.min(size - 1, (pixel + 0.5) * scale);
  }
}
