// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.data.label.KnotGrid;

/**
 * All colours that are measured on a face. It holds no picture.
 *
 * @param zones of its zones, as the networks see it
 * @param lips at the knots of {@link FeatureGrids#lips} in the photo itself: for each red, green
 *     and blue in [-1, 1], null where too little is seen
 * @param lashes likewise at those of {@link FeatureGrids#lashes}
 */
public record FaceColours(ZoneColours zones, double[][] lips, double[][] lashes) {
  /** Of fewer pixels a photo tells no colour. */
  private static final double LEAST_PIXELS = 2;

  /** Measures those of a photo. */
  public static FaceColours of(ZoneColours zones, RgbImage photo, FeatureGrids grids) {
    KnotGrid.Colours colours =
        (c, x, y) -> {
          int column = grids.onPhoto(x, photo.width());
          int row = grids.onPhoto(y, photo.height());
          return (photo.rgb()[3 * (row * photo.width() + column) + c] & 0xFF) / 127.5 - 1;
        };
    return new FaceColours(
        zones,
        grids.lips().means(LEAST_PIXELS, colours),
        grids.lashes().means(LEAST_PIXELS, colours));
  }
}
