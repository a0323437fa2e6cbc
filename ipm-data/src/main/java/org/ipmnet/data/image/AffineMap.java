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
    return of(source, 0, 0, source.width(), source.height(), width, height);
  }

  /**
   * The same of a part of a source, which is not cut out for that: this map leads to places in the
   * part, and the part's border is repeated.
   *
   * @param left first column of the part, as {@code top} inside the source
   */
  public RgbImage of(
      RgbImage source, int left, int top, int partWidth, int partHeight, int width, int height) {
    byte[] out = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int line = source.width();
    int first = top * line + left;
    IntStream.range(0, height)
        .parallel()
        .forEach(v -> row(source.rgb(), first, line, partWidth, partHeight, v, width, out));
    return new RgbImage(width, height, out);
  }

  private void row(
      byte[] from, int first, int line, int columns, int rows, int v, int width, byte[] out) {
    double ofX = xy * (v + 0.5);
    double ofY = yy * (v + 0.5);
    for (int u = 0, o = 3 * v * width; u < width; u++, o += 3) {
      double sx = xx * (u + 0.5) + ofX + x0 - 0.5;
      double sy = yx * (u + 0.5) + ofY + y0 - 0.5;
      int x = floor(sx);
      int y = floor(sy);
      float right = (float) (sx - x);
      float below = (float) (sy - y);
      int a;
      int b;
      int c;
      if (x >= 0 && y >= 0 && x < columns - 1 && y < rows - 1) {
        a = 3 * (first + y * line + x);
        b = a + 3;
        c = a + 3 * line;
      } else {
        int x1 = clamp(x, columns);
        int row1 = first + clamp(y, rows) * line;
        a = 3 * (row1 + x1);
        b = 3 * (row1 + clamp(x + 1, columns));
        c = 3 * (first + clamp(y + 1, rows) * line + x1);
      }
      int d = c + (b - a);
      float left = 1 - right;
      float above = 1 - below;
      for (int k = 0; k < 3; k++) {
        float upper = (from[a + k] & 0xFF) * left + (from[b + k] & 0xFF) * right;
        float lower = (from[c + k] & 0xFF) * left + (from[d + k] & 0xFF) * right;
        out[o + k] = (byte) (upper * above + lower * below + 0.5f);
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

  /** Math.floor of what an int holds, which takes a tenth of the time before Java has warmed up. */
  private static int floor(double value) {
    int towardsZero = (int) value;
    return value < towardsZero ? towardsZero - 1 : towardsZero;
  }

  private static int clamp(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
