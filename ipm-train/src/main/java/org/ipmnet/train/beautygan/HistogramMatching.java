// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

/**
 * Histogram matching as BeautyGAN's program defines it: a table from levels to levels such that the
 * pixels of one region, sent through it, have about the distribution of another's.
 *
 * <p>The cumulative sums are float32, added level by level, whatever the networks compute in: that
 * decides ties and so belongs to the definition.
 */
final class HistogramMatching {
  /** How many levels there are. */
  static final int LEVELS = 256;

  private HistogramMatching() {}

  /**
   * The table of one channel: t[i] is the first j with R[j - 1] <= S[i] <= R[j], or i if there is
   * none; 0 and 255 stay.
   *
   * @param source levels to be matched, each cut to a whole number
   * @param reference levels of the region that gives the distribution
   */
  static int[] table(int[] source, int[] reference) {
    float[] s = cumulative(source);
    float[] r = cumulative(reference);
    int[] table = new int[LEVELS];
    table[LEVELS - 1] = LEVELS - 1;
    for (int i = 1; i < LEVELS - 1; i++) {
      table[i] = i;
      for (int j = 1; j < LEVELS; j++) {
        if (s[i] >= r[j - 1] && s[i] <= r[j]) { // false where a region is empty: NaN
          table[i] = j;
          break;
        }
      }
    }
    return table;
  }

  private static float[] cumulative(int[] levels) {
    int[] histogram = new int[LEVELS];
    for (int level : levels) {
      histogram[level]++;
    }
    float[] sums = new float[LEVELS];
    float sum = 0;
    for (int i = 0; i < LEVELS; i++) {
      sum += (float) histogram[i] / levels.length;
      sums[i] = sum;
    }
    return sums;
  }
}
