// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Face;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 7, 5",
    "2, 1, 3, 2",
    "-3, -2, 6, 6",
    "4, 3, 8, 9",
    "-4, -4, 20, 20",
    "-9, 1, 5, 2",
    "9, 9, 2, 2"
  })
  void beyondThePhotoItsBorderIsRepeated(int left, int top, int width, int height) {
    byte[] rgb = new byte[3 * 7 * 5];
    new Random(1).nextBytes(rgb);
    RgbImage cut = new Frame(left, top, width, height).cut(new RgbImage(7, 5, rgb));
    for (int i = 0; i < cut.rgb().length; i++) {
      int x = Math.max(0, Math.min(6, left + i / 3 % width));
      int y = Math.max(0, Math.min(4, top + i / 3 / width));
      assertEquals(rgb[3 * (y * 7 + x) + i % 3], cut.rgb()[i], "at " + i);
    }
  }

  /** A map is coarser than its photo; beyond the photo nothing is a face. */
  @ParameterizedTest
  @CsvSource({"1, 2, 6, 5", "-3, -2, 20, 20", "5, 1, 9, 3", "-9, 0, 4, 4"})
  void aMapAndItsAreaAreCutToo(int left, int top, int width, int height) {
    byte[] codes = new byte[4 * 3];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = FacePart.values()[i % FacePart.values().length].code();
    }
    RgbImage photo = new RgbImage(12, 9, new byte[3 * 12 * 9]);
    Face face = Face.of(photo, new RegionMap(4, 3, codes));
    Face cut = new Frame(left, top, width, height).cut(face);
    for (int i = 0; i < width * height; i++) {
      int x = left + i % width;
      int y = top + i / width;
      boolean inside = x >= 0 && y >= 0 && x < 12 && y < 9;
      int at = inside ? y / 3 * 4 + x / 3 : 0;
      byte part = inside ? codes[at] : FacePart.BACKGROUND.code();
      byte area = inside ? face.area().codes()[at] : MakeupArea.KEEP;
      assertEquals(part, cut.regions().codes()[i], "part at " + i);
      assertEquals(area, cut.area().codes()[i], "area at " + i);
    }
  }

  @Test
  void twoTogether() {
    Frame both = new Frame(-2, -3, 5, 8);
    assertEquals(both, new Frame(-2, 1, 2, 4).with(new Frame(0, -3, 3, 6)));
    assertEquals(both, both.with(new Frame(0, 0, 1, 1)));
  }
}
