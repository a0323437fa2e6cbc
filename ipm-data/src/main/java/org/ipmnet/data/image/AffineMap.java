// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.util.stream.IntStream;

/**
 * Where each point of an output picture lies in a source picture: x' = xx x + xy y + x0, y' = yx x
 * + yy y + y0. Coordinates count in pixels from the upper left corner; the middle of the first
 * pixel is (0.5, 0.5).
 */
public record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {

  /** The source as it is. */
  public static final AffineMap IDENTITY = new AffineMap(1, 0, 0, 0, 1, 0);

  /**
   * An output square of {@code out} pixels that shows a rotated square of the source.
   *
   * @param centerX middle of the square in the source
   * @param centerY likewise
   * @param side of the square in source pixels
   * @param angle by which the square's right points below the source's right, radians
   */
  public static AffineMap square(
      double centerX, double centerY, double side, double angle, int out) {
    double scale = side / out;
    double cos = scale * Math.cos(angle);
    double sin = scale * Math.sin(angle);
    double half = out / 2.0;
    return new AffineMap(
        cos, -sin, centerX - half * cos + half * sin, sin, cos, centerY - half * sin - half * cos);
  }

  /** The same picture seen in a mirror {@code width} output pixels wide. */
  public AffineMap mirrored(int width) {
    return new AffineMap(-xx, xy, x0 + xx * width, -yx, yy, y0 + yx * width);
  }

  /** The way back, from the source to the output. */
  public AffineMap inverse() {
    double determinant = xx * yy - xy * yx;
    return new AffineMap(
        yy / determinant,
        -xy / determinant,
        (xy * y0 - yy * x0) / determinant,
        -yx / determinant,
        xx / determinant,
        (yx * x0 - xx * y0) / determinant);
  }

  /** The same into a source that is resized by these factors. */
  public AffineMap scaled(double factorX, double factorY) {
    return new AffineMap(
        xx * factorX, xy * factorX, x0 * factorX, yx * factorY, yy * factorY, y0 * factorY);
  }

  /** Source column of an output point. */
  public double x(double x, double y) {
    return xx * x + xy * y + x0;
  }

  /** Source row of an output point. */
  public double y(double x, double y) {
    return yx * x + yy * y + y0;
  }

  /**
   * A colour picture's pixels on this map, bilinear, its border repeated outside. Nothing is
   * averaged: bring a much larger source near the output's scale first.
   */
  public RgbImage of(RgbImage source, int width, int height) {
    byte[] out = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    IntStream.range(0, height).parallel().forEach(v -> row(source, v, width, out));
    return new RgbImage(width, height, out);
  }

  private void row(RgbImage source, int v, int width, byte[] out) {
    byte[] from = source.rgb();
    for (int u = 0, o = 3 * v * width; u < width; u++, o += 3) {
      double sx = x(u + 0.5, v + 0.5) - 0.5;
      double sy = y(u + 0.5, v + 0.5) - 0.5;
      int left = (int) Math.floor(sx);
      int top = (int) Math.floor(sy);
      float shareX = (float) (sx - left);
      float shareY = (float) (sy - top);
      int x1 = clamp(left, source.width());
      int x2 = clamp(left + 1, source.width());
      int row1 = clamp(top, source.height()) * source.width();
      int row2 = clamp(top + 1, source.height()) * source.width();
      int a = 3 * (row1 + x1);
      int b = 3 * (row1 + x2);
      int c = 3 * (row2 + x1);
      int d = 3 * (row2 + x2);
      for (int k = 0; k < 3; k++) {
        float above = (from[a + k] & 0xFF) * (1 - shareX) + (from[b + k] & 0xFF) * shareX;
        float below = (from[c + k] & 0xFF) * (1 - shareX) + (from[d + k] & 0xFF) * shareX;
        out[o + k] = (byte) (above * (1 - shareY) + below * shareY + 0.5f);
      }
    }
  }

  /** A map's values on this map, the nearest one each; {@code outside} beyond the source. */
  public GrayImage nearest(GrayImage source, int width, int height, byte outside) {
    byte[] from = source.values();
    byte[] out = new byte[Math.multiplyExact(width, height)];
    for (int v = 0, o = 0; v < height; v++) {
      for (int u = 0; u < width; u++, o++) {
        int sx = (int) Math.floor(x(u + 0.5, v + 0.5));
        int sy = (int) Math.floor(y(u + 0.5, v + 0.5));
        boolean inside = sx >= 0 && sy >= 0 && sx < source.width() && sy < source.height();
        out[o] = inside ? from[sy * source.width() + sx] : outside;
      }
    }
    return new GrayImage(width, height, out);
  }

  private static int clamp(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
