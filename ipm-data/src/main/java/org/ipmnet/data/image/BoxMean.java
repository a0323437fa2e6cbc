// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/** Blurs a plane: the mean of a square window around each pixel. */
public final class BoxMean {
  private BoxMean() {}

  /**
   * The mean of each pixel's window, a new array.
   *
   * @param radius windows have 2 radius + 1 pixels a side; at borders the outermost pixel counts
   *     for those beyond
   */
  public static float[] of(float[] plane, int width, int height, int radius) {
    float share = 1f / (2 * radius + 1);
    float[] rows = new float[plane.length];
    for (int y = 0; y < height; y++) {
      int first = y * width;
      int last = first + width - 1;
      double sum = 0;
      for (int x = -radius; x <= radius; x++) {
        sum += plane[clamp(first + x, first, last)];
      }
      for (int i = first; i <= last; i++) {
        rows[i] = (float) sum * share;
        sum += plane[Math.min(last, i + radius + 1)] - plane[Math.max(first, i - radius)];
      }
    }
    float[] means = new float[plane.length];
    double[] sums = new double[width];
    for (int y = -radius; y <= radius; y++) {
      add(rows, clamp(y, 0, height - 1) * width, 1, sums);
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        means[y * width + x] = (float) sums[x] * share;
      }
      add(rows, Math.min(height - 1, y + radius + 1) * width, 1, sums);
      add(rows, Math.max(0, y - radius) * width, -1, sums);
    }
    return means;
  }

  private static void add(float[] rows, int first, int sign, double[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += sign * rows[first + x];
    }
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }
}
