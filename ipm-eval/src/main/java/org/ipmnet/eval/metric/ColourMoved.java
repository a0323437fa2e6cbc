// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a region's mean colour moved from the target's towards the reference's: (result - target)
 * . (reference - target) / |reference - target|^2, mean over pairs. 0 is not at all, 1 all the way;
 * what moved sideways does not count. For photos, where no ground truth exists.
 */
public final class ColourMoved {
  /**
   * Pairs whose colours differ by less have no direction to move in and are left out: Euclidean, in
   * [-1, 1] a channel, about 6 of 255 levels.
   */
  static final double LEAST_DIFFERENCE = 0.05;

  private double sum;
  private int pairs;

  /**
   * Adds a pair, unless a region is empty or the colours are too close; images are planar, 3 values
   * a pixel.
   *
   * @param result g, G's own output
   * @param target x
   * @param region the region in target and result
   * @param reference y
   * @param referenceRegion the same part of the reference's face
   */
  public void add(
      float[] result, float[] target, Region region, float[] reference, Region referenceRegion) {
    Optional<MeanColour> from = MeanColour.of(target, region);
    Optional<MeanColour> reached = MeanColour.of(result, region);
    Optional<MeanColour> to = MeanColour.of(reference, referenceRegion);
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    MeanColour way = to.get().minus(from.get());
    double length = way.dot(way);
    if (length >= LEAST_DIFFERENCE * LEAST_DIFFERENCE) {
      sum += reached.get().minus(from.get()).dot(way) / length;
      pairs++;
    }
  }

  /** The mean over the pairs that counted; nothing without any. */
  public OptionalDouble value() {
    return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / pairs);
  }

  /** How many pairs counted. */
  public int pairs() {
    return pairs;
  }
}
