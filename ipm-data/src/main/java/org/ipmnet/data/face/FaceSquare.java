// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;

/**
 * A square of a photo with a face upright in it, as a picture of the Makeup Transfer data set. It
 * may be turned and may reach beyond the photo.
 *
 * @param centerX middle in pixels of the photo
 * @param centerY likewise
 * @param side in pixels of the photo, above 0
 * @param angle by which the square's right points below the photo's right, radians
 */
public record FaceSquare(double centerX, double centerY, double side, double angle) {
  /** Above this reduction pixels are averaged before they are picked. */
  private static final double SHARP = 1.5;

  /** The part of a photo in this square, upright, {@code out} pixels wide; borders repeated. */
  public RgbImage cut(RgbImage photo, int out) {
    double reach = side * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) / 2 + 2;
    int left = clamp(Math.floor(centerX - reach), photo.width() - 1);
    int top = clamp(Math.floor(centerY - reach), photo.height() - 1);
    int width = Math.max(1, clamp(Math.ceil(centerX + reach), photo.width()) - left);
    int height = Math.max(1, clamp(Math.ceil(centerY + reach), photo.height()) - top);
    AffineMap map = map(out);
    AffineMap toPart =
        new AffineMap(map.xx(), map.xy(), map.x0() - left, map.yx(), map.yy(), map.y0() - top);
    if (side / out <= SHARP) {
      return toPart.of(photo, left, top, width, height, out, out);
    }
    RgbImage part =
        photo
            .crop(left, top, width, height)
            .resized(
                Math.max(1, (int) Math.round(width * out / side)),
                Math.max(1, (int) Math.round(height * out / side)));
    double scaleX = (double) part.width() / width;
    double scaleY = (double) part.height() / height;
    return toPart.scaled(scaleX, scaleY).of(part, out, out);
  }

  /** Where the pixels of a picture of this square, {@code out} wide, lie in the photo. */
  public AffineMap map(int out) {
    return AffineMap.square(centerX, centerY, side, angle, out);
  }

  /** The same square of the same photo enlarged by a factor. */
  public FaceSquare scaled(double factor) {
    return new FaceSquare(centerX * factor, centerY * factor, side * factor, angle);
  }

  /** Share of the smaller of two squares that their upright boxes have in common, 0 to 1. */
  public double overlap(FaceSquare other) {
    double least = Math.min(side, other.side);
    double x = (side + other.side) / 2 - Math.abs(centerX - other.centerX);
    double y = (side + other.side) / 2 - Math.abs(centerY - other.centerY);
    return Math.max(0, Math.min(x, least)) * Math.max(0, Math.min(y, least)) / (least * least);
  }

  private static int clamp(double value, int most) {
    return (int) Math.max(0, Math.min(most, value));
  }
}
