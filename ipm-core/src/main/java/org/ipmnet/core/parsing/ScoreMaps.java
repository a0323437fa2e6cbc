// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import java.util.Arrays;

/**
 * Scores of classes for each pixel.
 *
 * @param scores [classes, height, width]
 */
record ScoreMaps(float[] scores, int classes, int height, int width) {

  /** The class with the highest score of each pixel of a picture of another size, bilinear. */
  byte[] best(int outHeight, int outWidth) {
    byte[] best = new byte[Math.multiplyExact(outHeight, outWidth)];
    int[] left = new int[outWidth];
    int[] right = new int[outWidth];
    float[] share = new float[outWidth];
    for (int x = 0; x < outWidth; x++) {
      double at = Math.max(0, Math.min(width - 1, (x + 0.5) * width / outWidth - 0.5));
      left[x] = (int) at;
      right[x] = Math.min(width - 1, left[x] + 1);
      share[x] = (float) (at - left[x]);
    }
    float[] line = new float[width];
    float[] highest = new float[outWidth];
    for (int y = 0; y < outHeight; y++) {
      double at = Math.max(0, Math.min(height - 1, (y + 0.5) * height / outHeight - 0.5));
      int above = (int) at;
      int below = Math.min(height - 1, above + 1);
      float down = (float) (at - above);
      Arrays.fill(highest, Float.NEGATIVE_INFINITY);
      for (int c = 0; c < classes; c++) {
        int upper = (c * height + above) * width;
        int lower = (c * height + below) * width;
        for (int x = 0; x < width; x++) {
          line[x] = scores[upper + x] * (1 - down) + scores[lower + x] * down;
        }
        for (int x = 0, i = y * outWidth; x < outWidth; x++, i++) {
          float score = line[left[x]] * (1 - share[x]) + line[right[x]] * share[x];
          if (score > highest[x]) {
            highest[x] = score;
            best[i] = (byte) c;
          }
        }
      }
    }
    return best;
  }
}
