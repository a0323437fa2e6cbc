// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import static org.ipmnet.data.label.MakeupArea.FEATURE;
import static org.ipmnet.data.label.MakeupArea.KEEP;
import static org.ipmnet.data.label.MakeupArea.SKIN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ipmnet.data.image.GrayImage;
import org.junit.jupiter.api.Test;

class MakeupAreaTest {
  @Test
  void aMaskIsMakeupAreaBelowItsMiddle() {
    GrayImage mask = new GrayImage(4, 1, new byte[] {0, 127, (byte) 128, (byte) 255});
    MakeupArea area = MakeupArea.of(mask);
    assertArrayEquals(new byte[] {SKIN, SKIN, KEEP, KEEP}, area.codes());
    assertEquals(0.5, area.share());
  }

  @Test
  void featuresCountAsMakeupArea() {
    assertEquals(0.75, new MakeupArea(2, 2, new byte[] {KEEP, SKIN, FEATURE, SKIN}).share());
  }

  @Test
  void anotherSizeTakesTheNearestPixel() {
    MakeupArea area = new MakeupArea(2, 1, new byte[] {SKIN, FEATURE}).resized(4, 2);
    assertEquals(4, area.width());
    assertEquals(2, area.height());
    assertArrayEquals(
        new byte[] {SKIN, SKIN, FEATURE, FEATURE, SKIN, SKIN, FEATURE, FEATURE}, area.codes());
  }

  @Test
  void aMapIsCut() {
    RegionMap map = new RegionMap(3, 2, new byte[] {1, 2, 3, 4, 5, 6});
    RegionMap cut = map.crop(1, 0, 2, 2);
    assertEquals(2, cut.width());
    assertArrayEquals(new byte[] {2, 3, 5, 6}, cut.codes());
  }

  @Test
  void aPixelIsThere() {
    assertEquals(1, new MakeupArea(1, 1, new byte[] {SKIN}).share());
    assertEquals(1, new RegionMap(1, 1, new byte[1]).width());
    for (int[] size : new int[][] {{0, 1}, {1, 0}, {1, 2}, {-1, -1}}) {
      assertThrows(
          IllegalArgumentException.class, () -> new MakeupArea(size[0], size[1], new byte[1]));
      assertThrows(
          IllegalArgumentException.class, () -> new RegionMap(size[0], size[1], new byte[1]));
    }
    assertThrows(IllegalArgumentException.class, () -> new MakeupArea(0, 1, new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> new RegionMap(0, 1, new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> new MakeupArea(1, 0, new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> new RegionMap(1, 0, new byte[0]));
  }
}
