// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * A turned rectangle of a map of features around a part of a face: where the landmark network looks
 * again (Grishchenko et al., "Attention Mesh", 2020; MediaPipe's operations {@code
 * Landmarks2TransformMatrix}, {@code TransformTensorBilinear} and {@code TransformLandmarks}). A
 * place (x, y) in the crop, whose sides are {@link #SIDE}, is xx x + xy y + x0, yx x + yy y + y0 in
 * the map.
 */
record AttentionCrop(float xx, float xy, float x0, float yx, float yy, float y0) {
  /** Cells of the crop's sides. */
  static final int SIDE = 16;

  /** By how much the rectangle is larger than the part. */
  static final double MARGIN = 1.5;

  /** Answers are in pixels of the picture, of which the map's cells have so many a side. */
  static final int PIXELS = 4;

  /**
   * Around some points of a mesh, level with the line through two of them.
   *
   * @param mesh x, y, z of each point in pixels
   */
  static AttentionCrop around(float[] mesh, RefinedPart part) {
    double turn =
        -Math.atan2(
            y(mesh, part.rightEnd()) - y(mesh, part.leftEnd()),
            x(mesh, part.rightEnd()) - x(mesh, part.leftEnd()));
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int point : part.points()) {
      double x = cos * x(mesh, point) - sin * y(mesh, point);
      double y = sin * x(mesh, point) + cos * y(mesh, point);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    double middle = (left + right) / 2;
    double centre = (top + bottom) / 2;
    double across = MARGIN * (right - left) / SIDE;
    double along = MARGIN * (bottom - top) / SIDE;
    double half = SIDE / 2.0;
    double xx = cos * across;
    double xy = sin * along;
    double yx = -sin * across;
    double yy = cos * along;
    return new AttentionCrop(
        (float) xx,
        (float) xy,
        (float) (cos * middle + sin * centre - half * (xx + xy)),
        (float) yx,
        (float) yy,
        (float) (cos * centre - sin * middle - half * (yx + yy)));
  }

  private static double x(float[] mesh, int point) {
    return mesh[3 * point] / PIXELS;
  }

  private static double y(float[] mesh, int point) {
    return mesh[3 * point + 1] / PIXELS;
  }

  /**
   * What is seen through it.
   *
   * @param map planes of side x side cells
   * @return planes of 16 x 16 cells, 0 where one lies outside the map
   */
  float[] of(float[] map, int side) {
    int planes = map.length / (side * side);
    float[] seen = new float[planes * SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float x = xx * (column + 0.5f) + xy * (row + 0.5f) + x0 - 0.5f;
        float y = yx * (column + 0.5f) + yy * (row + 0.5f) + y0 - 0.5f;
        if (x >= 0 && x <= side - 1 && y >= 0 && y <= side - 1) {
          interpolate(map, side, x, y, seen, row * SIDE + column);
        }
      }
    }
    return seen;
  }

  private static void interpolate(
      float[] map, int side, float x, float y, float[] seen, int place) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, side - 1); // its weight is 0 there
    int bottom = Math.min(top + 1, side - 1);
    float across = x - left;
    float along = y - top;
    for (int plane = 0; plane * SIDE * SIDE < seen.length; plane++) {
      int at = plane * side * side;
      float upper =
          map[at + top * side + left] * (1 - across) + map[at + top * side + right] * across;
      float lower =
          map[at + bottom * side + left] * (1 - across) + map[at + bottom * side + right] * across;
      seen[plane * SIDE * SIDE + place] = upper * (1 - along) + lower * along;
    }
  }

  /** Brings points, x and y in quarters of a cell of the crop, to pixels of the picture. */
  float[] back(float[] points) {
    float[] found = new float[points.length];
    for (int i = 0; i < points.length; i += 2) {
      found[i] = xx * points[i] + xy * points[i + 1] + PIXELS * x0;
      found[i + 1] = yx * points[i] + yy * points[i + 1] + PIXELS * y0;
    }
    return found;
  }
}
