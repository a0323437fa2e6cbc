// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.Arrays;
import org.ipmnet.core.ipmnet.FaceArea;

/**
 * How much of what each pixel of a face wears belongs to each {@link ColourZone}. Zones of lids
 * blend into each other, and add up to the area {@link FaceArea#LIDS}; the other zones are the
 * areas of their names. Unlike areas they do not fade where the makeup area ends.
 *
 * @param fade what makeup is left of at each pixel, row by row: on lids and cheeks it is rounded
 *     off
 * @param grid places around the eyes and on the cheeks, where colours are told apart more finely
 * @param planes one for each zone in the order of the enum, row by row, from 0 to 1
 */
public record ColourZones(float[] fade, FaceGrid grid, float[]... planes) {
  /**
   * Those of a map.
   *
   * @param areas of the same map
   */
  public static ColourZones of(RegionMap map, FaceAreas areas) {
    float[][] planes = new float[ColourZone.COUNT][map.codes().length];
    float[] fade = new float[map.codes().length];
    Arrays.fill(fade, 1);
    FaceFeatures features = FaceFeatures.of(map);
    for (int i = 0; i < map.codes().length; i++) {
      float all = areas.sum(i);
      if (all >= FaceAreas.FAINT) {
        planes[ColourZone.SKIN.ordinal()][i] = areas.planes()[FaceArea.SKIN.ordinal()][i] / all;
        planes[ColourZone.CHEEKS.ordinal()][i] = areas.planes()[FaceArea.CHEEKS.ordinal()][i] / all;
        planes[ColourZone.LIPS.ordinal()][i] = areas.planes()[FaceArea.LIPS.ordinal()][i] / all;
        planes[ColourZone.BROWS.ordinal()][i] = areas.planes()[FaceArea.BROWS.ordinal()][i] / all;
        float lids = areas.planes()[FaceArea.LIDS.ordinal()][i] / all;
        float cheeks = planes[ColourZone.CHEEKS.ordinal()][i];
        if (lids > 0 || cheeks > 0) {
          double x = i % map.width() + 0.5;
          double y = i / map.width() + 0.5;
          FaceFeatures.Eye eye = features.nearest(x, y);
          lids(eye, x, y, lids, planes, i);
          double left = lids * eye.lidFade(x, y) + cheeks * eye.cheekFade(x, y);
          fade[i] = (float) (1 - lids - cheeks + left);
        }
      }
    }
    return new ColourZones(fade, FaceGrid.of(map, features), planes);
  }

  /** Shares a pixel's part of the lids out among their zones. */
  private static void lids(
      FaceFeatures.Eye eye, double x, double y, float lids, float[][] planes, int pixel) {
    float outer = (float) eye.outer(x, y);
    float upper = (float) eye.upper(x, y);
    planes[ColourZone.INNER_LID.ordinal()][pixel] = lids * (1 - outer) * (1 - upper);
    planes[ColourZone.OUTER_LID.ordinal()][pixel] = lids * outer * (1 - upper);
    planes[ColourZone.INNER_BROW_BONE.ordinal()][pixel] = lids * (1 - outer) * upper;
    planes[ColourZone.OUTER_BROW_BONE.ordinal()][pixel] = lids * outer * upper;
  }
}
