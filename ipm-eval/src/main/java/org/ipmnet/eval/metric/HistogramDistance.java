// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.OptionalDouble;
import org.ipmnet.data.image.Levels;

/**
 * How different the colours of a region are distributed from those of the same region of the
 * reference: the area between the cumulative histograms (Wasserstein distance of order 1) over 256
 * levels, mean of the three colours, in levels. A histogram that is shifted by k levels is k away,
 * whatever its shape; no bins have to be chosen.
 */
public final class HistogramDistance {
  private HistogramDistance() {}

  /** The distance of a pair, planar RGB in [-1, 1]; nothing if a region is empty. */
  public static OptionalDouble of(
      float[] result, Region region, float[] reference, Region referenceRegion) {
    region.requireFits(result);
    referenceRegion.requireFits(reference);
    int pixels = region.pixels();
    int referencePixels = referenceRegion.pixels();
    if (pixels == 0 || referencePixels == 0) {
      return OptionalDouble.empty();
    }
    double area = 0;
    for (int channel = 0; channel < 3; channel++) {
      int[] a = histogram(result, channel, region);
      int[] b = histogram(reference, channel, referenceRegion);
      long belowA = 0;
      long belowB = 0;
      for (int level = 0; level < Levels.COUNT; level++) {
        belowA += a[level];
        belowB += b[level];
        area += Math.abs((double) belowA / pixels - (double) belowB / referencePixels);
      }
    }
    return OptionalDouble.of(area / 3);
  }

  private static int[] histogram(float[] image, int channel, Region region) {
    int[] counts = new int[Levels.COUNT];
    int plane = region.inside().length;
    for (int i = 0; i < plane; i++) {
      if (region.inside()[i]) {
        counts[Levels.nearest(image[channel * plane + i])]++;
      }
    }
    return counts;
  }
}
