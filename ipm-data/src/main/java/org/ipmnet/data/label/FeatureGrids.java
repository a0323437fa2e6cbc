// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Places that any two faces share where makeup is finer than the networks' pixels: across the lips,
 * and along the upper lashes. They are laid at a photo's own resolution. Both halves of the mouth,
 * and both eyes, have the same knots.
 *
 * @param lips see {@link LipGrid}
 * @param lashes see {@link LashGrid}
 */
public record FeatureGrids(KnotGrid lips, KnotGrid lashes) {
  /** How many knots lips have. */
  public static final int LIP_KNOTS = LipGrid.KNOTS;

  /**
   * How many of them lie in a row, from the mouth's middle outwards; the first row is the upper
   * edge.
   */
  public static final int LIP_COLUMNS = LipGrid.COLUMNS;

  /** How many lashes have. */
  public static final int LASH_KNOTS = LashGrid.KNOTS;

  /**
   * Those of a face; without pixels where its map has no two eyes, which tell what is level.
   *
   * @param map of the photo, in any size
   * @param width of the photo in pixels
   * @param height likewise
   */
  public static FeatureGrids of(RegionMap map, int width, int height) {
    FaceFeatures features = FaceFeatures.of(map);
    MapOnPhoto onPhoto = new MapOnPhoto(map, width, height);
    return new FeatureGrids(LipGrid.of(onPhoto, features), LashGrid.of(onPhoto, features));
  }
}
