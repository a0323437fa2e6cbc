// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;

/**
 * Puts what was changed in a square cut out of a photo, which may be turned, back into the photo.
 * Not the square's pixels go back but their change: where nothing changed the photo stays as it is,
 * to the bit, and pores and hairs are not blurred by turning them twice.
 */
public final class AlignedPaste {
  private AlignedPaste() {}

  /**
   * The photo with the change in it; a new picture.
   *
   * @param photo what the square was cut from, perhaps with other faces changed since
   * @param cut the square as {@link FaceSquare#cut} made it
   * @param changed the same with makeup
   */
  public static RgbImage of(RgbImage photo, FaceSquare square, RgbImage cut, RgbImage changed) {
    byte[] rgb = photo.rgb().clone();
    AffineMap toCut = square.map(cut.width()).inverse();
    double reach = square.side() * Math.sqrt(0.5); // a corner's distance from the middle
    int left = (int) Math.max(0, square.centerX() - reach);
    int right = (int) Math.min(photo.width(), Math.ceil(square.centerX() + reach));
    int top = (int) Math.max(0, square.centerY() - reach);
    int bottom = (int) Math.min(photo.height(), Math.ceil(square.centerY() + reach));
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double u = toCut.x(x + 0.5, y + 0.5) - 0.5;
        double v = toCut.y(x + 0.5, y + 0.5) - 0.5;
        if (u > -1 && v > -1 && u < cut.width() && v < cut.height()) {
          move(rgb, 3 * (y * photo.width() + x), u, v, cut, changed);
        }
      }
    }
    return new RgbImage(photo.width(), photo.height(), rgb);
  }

  /** Adds the change at a point of the cut, bilinear; beyond its border nothing changed. */
  private static void move(byte[] rgb, int at, double u, double v, RgbImage cut, RgbImage changed) {
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    for (int k = 0; k < 3; k++) {
      double change = 0;
      for (int corner = 0; corner < 4; corner++) {
        int column = left + corner % 2;
        int row = top + corner / 2;
        if (column >= 0 && row >= 0 && column < cut.width() && row < cut.height()) {
          int i = 3 * (row * cut.width() + column) + k;
          int difference = (changed.rgb()[i] & 0xFF) - (cut.rgb()[i] & 0xFF);
          change += difference * (1 - Math.abs(u - column)) * (1 - Math.abs(v - row));
        }
      }
      rgb[at + k] = (byte) Math.max(0, Math.min(255, Math.round((rgb[at + k] & 0xFF) + change)));
    }
  }
}
