// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.testing.DrawnFace;
import org.junit.jupiter.api.Test;

class AlignedPasteTest {
  private final RgbImage photo = new DrawnFace(90, 80, 40, 40, 40).photo();

  private static RgbImage brightened(RgbImage picture, int left, int top, int side) {
    byte[] rgb = picture.rgb().clone();
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        for (int k = 0; k < 3; k++) {
          rgb[3 * (y * picture.width() + x) + k] += 20;
        }
      }
    }
    return new RgbImage(picture.width(), picture.height(), rgb);
  }

  @Test
  void noChangeIsNoChangeHoweverTheSquareIsTurned() {
    FaceSquare square = new FaceSquare(33.3, 41.7, 55, 0.61);
    RgbImage cut = square.cut(photo, 48);
    assertArrayEquals(photo.rgb(), AlignedPaste.of(photo, square, cut, cut).rgb());
  }

  @Test
  void onWholePixelsTheChangeIsExact() {
    FaceSquare square = new FaceSquare(10 + 20, 12 + 20, 40, 0);
    RgbImage cut = square.cut(photo, 40);
    RgbImage result = AlignedPaste.of(photo, square, cut, brightened(cut, 5, 6, 9));
    assertArrayEquals(brightened(photo, 15, 18, 9).rgb(), result.rgb());
  }

  /** A quarter turn: the cut's upper left corner lies at the lower left of the photo's square. */
  @Test
  void aTurnedChangeGoesBackToItsPlace() {
    FaceSquare square = new FaceSquare(10 + 20, 12 + 20, 40, -Math.PI / 2);
    RgbImage cut = square.cut(photo, 40);
    RgbImage result = AlignedPaste.of(photo, square, cut, brightened(cut, 0, 0, 10));
    RgbImage expected = brightened(photo, 10, 42, 10);
    for (int i = 0; i < expected.rgb().length; i++) {
      assertEquals(expected.rgb()[i] & 0xFF, result.rgb()[i] & 0xFF, 1);
    }
  }
}
