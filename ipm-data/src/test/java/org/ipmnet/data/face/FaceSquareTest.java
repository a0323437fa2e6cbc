// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.data.image.RgbImage;
import org.junit.jupiter.api.Test;

class FaceSquareTest {
  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 2654435761L >> 11);
    }
    return new RgbImage(width, height, rgb);
  }

  @Test
  void wholePixelsAreCutExactly() {
    RgbImage photo = noise(40, 30);
    FaceSquare square = new FaceSquare(5 + 8, 7 + 8, 16, 0);
    assertArrayEquals(photo.crop(5, 7, 16, 16).rgb(), square.cut(photo, 16).rgb());
  }

  @Test
  void theBorderGoesOnOutside() {
    RgbImage photo = noise(20, 20);
    RgbImage cut = new FaceSquare(0, 0, 10, 0).cut(photo, 10);
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(photo.rgb()[channel], cut.rgb()[channel]);
      assertEquals(photo.rgb()[channel], cut.rgb()[3 * (5 * 10 + 5) + channel]);
    }
  }

  /** Fine stripes become gray, not stripes of another width. */
  @Test
  void aMuchLargerSquareIsAveraged() {
    byte[] rgb = new byte[3 * 400 * 400];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % 2 * 200);
    }
    RgbImage cut = new FaceSquare(200, 200, 300, 0.3).cut(new RgbImage(400, 400, rgb), 30);
    for (byte level : cut.rgb()) {
      assertEquals(100, level & 0xFF, 12);
    }
  }

  @Test
  void overlapIsTheShareOfTheSmaller() {
    FaceSquare large = new FaceSquare(50, 50, 40, 0);
    assertEquals(1, large.overlap(new FaceSquare(55, 45, 10, 0)), 1e-12);
    assertEquals(0.5, large.overlap(new FaceSquare(70, 50, 10, 0)), 1e-12);
    assertEquals(0, large.overlap(new FaceSquare(90, 50, 10, 0)), 1e-12);
  }
}
