// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

/** How much places of a picture stand out from what is on both sides of them. */
final class ContrastField {
  /** Half of the space within which a line must differ from both sides, in units. */
  private static final int[] BESIDE = {4, 7, 10};

  private final float[] plane;
  private final int width;
  private final int height;
  private final int sign;
  private final EyeCoordinates places;

  /**
   * Of one channel.
   *
   * @param plane row by row
   * @param sign 1 for lines of higher values than their sides', -1 for lower
   */
  ContrastField(float[] plane, int width, int height, int sign, EyeCoordinates places) {
    this.plane = plane;
    this.width = width;
    this.height = height;
    this.sign = sign;
    this.places = places;
  }

  /**
   * By how much a place stands out from both sides.
   *
   * @param side u and v of one unit aside
   */
  double contrast(double u, double v, double... side) {
    double here = value(u, v);
    double most = Double.NEGATIVE_INFINITY;
    for (int beside : BESIDE) {
      double one = value(u - beside * side[0], v - beside * side[1]);
      double other = value(u + beside * side[0], v + beside * side[1]);
      most = Math.max(most, here - Math.max(one, other));
    }
    return most;
  }

  /** How wide the line at a place is: what differs by more than half of what it does. */
  double thickness(double u, double v, double contrast, double... side) {
    double least = value(u, v) - contrast / 2;
    int count = 1;
    for (int way = -1; way <= 1; way += 2) {
      int away = 1;
      while (away < BESIDE[BESIDE.length - 1]
          && value(u + way * away * side[0], v + way * away * side[1]) > least) {
        away++;
        count++;
      }
    }
    return count;
  }

  /** Bilinear; the picture's border goes on. */
  private double value(double u, double v) {
    double x = places.x(u, v) - 0.5;
    double y = places.y(u, v) - 0.5;
    int column = (int) Math.max(0, Math.min(width - 1, Math.floor(x)));
    int row = (int) Math.max(0, Math.min(height - 1, Math.floor(y)));
    double across = Math.max(0, Math.min(1, x - column));
    double down = Math.max(0, Math.min(1, y - row));
    int right = Math.min(width - 1, column + 1);
    int below = Math.min(height - 1, row + 1) * width;
    double upper = plane[row * width + column] * (1 - across) + plane[row * width + right] * across;
    double lower = plane[below + column] * (1 - across) + plane[below + right] * across;
    return sign * (upper * (1 - down) + lower * down);
  }
}
