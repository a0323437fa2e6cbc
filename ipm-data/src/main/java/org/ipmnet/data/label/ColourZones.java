// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import org.ipmnet.core.ipmnet.FaceArea;

/**
 * How much each pixel of a face belongs to each {@link ColourZone}. Zones of lids blend into each
 * other, and add up to the area {@link FaceArea#LIDS}; the other zones are the areas of their
 * names.
 *
 * @param planes one for each zone in the order of the enum, row by row, from 0 to 1
 */
public record ColourZones(float[]... planes) {

  /**
   * Those of a map.
   *
   * @param areas of the same map
   */
  public static ColourZones of(RegionMap map, FaceAreas areas) {
    float[] lids = areas.planes()[FaceArea.LIDS.ordinal()];
    float[][] planes = new float[ColourZone.COUNT][];
    for (ColourZone zone : ColourZone.values()) {
      planes[zone.ordinal()] =
          switch (zone) {
            case SKIN -> areas.planes()[FaceArea.SKIN.ordinal()];
            case CHEEKS -> areas.planes()[FaceArea.CHEEKS.ordinal()];
            case LIPS -> areas.planes()[FaceArea.LIPS.ordinal()];
            default -> new float[lids.length];
          };
    }
    FaceFeatures features = FaceFeatures.of(map);
    for (int i = 0; i < lids.length; i++) {
      if (lids[i] > 0) {
        double x = i % map.width() + 0.5;
        double y = i / map.width() + 0.5;
        FaceFeatures.Eye eye = features.nearest(x, y);
        float outer = (float) eye.outer(x, y);
        float upper = (float) eye.upper(x, y);
        planes[ColourZone.INNER_LID.ordinal()][i] = lids[i] * (1 - outer) * (1 - upper);
        planes[ColourZone.OUTER_LID.ordinal()][i] = lids[i] * outer * (1 - upper);
        planes[ColourZone.INNER_BROW_BONE.ordinal()][i] = lids[i] * (1 - outer) * upper;
        planes[ColourZone.OUTER_BROW_BONE.ordinal()][i] = lids[i] * outer * upper;
      }
    }
    return new ColourZones(planes);
  }
}
