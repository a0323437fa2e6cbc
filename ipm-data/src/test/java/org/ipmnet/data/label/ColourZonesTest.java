// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.ipmnet.FaceArea;
import org.junit.jupiter.api.Test;

class ColourZonesTest {
  private static final List<ColourZone> LIDS =
      List.of(
          ColourZone.INNER_LID,
          ColourZone.OUTER_LID,
          ColourZone.INNER_BROW_BONE,
          ColourZone.OUTER_BROW_BONE);

  private static float[] plane(ColourZones zones, ColourZone zone) {
    return zones.planes()[zone.ordinal()];
  }

  @Test
  void zonesOfLidsAddUpToTheLids() {
    for (int angle : new int[] {0, 20, 180}) {
      RegionMap map = FaceAreasTest.face(angle);
      FaceAreas areas = FaceAreas.of(map);
      ColourZones zones = ColourZones.of(map, areas);
      float[] lids = areas.planes()[FaceArea.LIDS.ordinal()];
      for (int i = 0; i < lids.length; i++) {
        float sum = 0;
        for (ColourZone zone : LIDS) {
          sum += plane(zones, zone)[i];
        }
        float all = areas.sum(i);
        assertEquals(all < 1e-3 ? 0 : lids[i] / all, sum, 1e-4);
      }
    }
  }

  /** Inner ones lie nearer to the other eye; brow bones above lids, on a head that stands. */
  @Test
  void zonesLieWhereTheyAreCalled() {
    RegionMap map = FaceAreasTest.face(0);
    ColourZones zones = ColourZones.of(map, FaceAreas.of(map));
    for (int upper = 0; upper < 4; upper += 2) {
      double inner = fromMiddle(plane(zones, LIDS.get(upper)), map.width());
      double outer = fromMiddle(plane(zones, LIDS.get(upper + 1)), map.width());
      assertTrue(inner < outer - 3, inner + " and " + outer);
    }
    for (int outer = 0; outer < 2; outer++) {
      double lid = row(plane(zones, LIDS.get(outer)), map.width());
      double bone = row(plane(zones, LIDS.get(outer + 2)), map.width());
      assertTrue(bone < lid - 1, bone + " and " + lid);
    }
  }

  private static double fromMiddle(float[] plane, int width) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < plane.length; i++) {
      sum += plane[i] * Math.abs(i % width + 0.5 - width / 2.0);
      count += plane[i];
    }
    return sum / count;
  }

  private static double row(float[] plane, int width) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < plane.length; i++) {
      sum += plane[i] * (i / width);
      count += plane[i];
    }
    return sum / count;
  }

  /** Without eyes there are no lids, and nothing to divide. */
  @Test
  void aMapWithoutEyesHasNone() {
    byte[] codes = new byte[100];
    Arrays.fill(codes, FacePart.SKIN.code());
    RegionMap map = new RegionMap(10, 10, codes);
    ColourZones zones = ColourZones.of(map, FaceAreas.of(map));
    for (ColourZone zone : LIDS) {
      assertArrayEquals(new float[100], plane(zones, zone));
    }
  }
}
