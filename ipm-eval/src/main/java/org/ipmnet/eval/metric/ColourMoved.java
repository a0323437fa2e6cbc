// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a region's mean colour moved from the target's towards the reference's: the share a that
 * fits result - target = a (reference - target) best over all pairs, sum((result - target) .
 * (reference - target)) / sum(|reference - target|^2). 0 is not at all, 1 all the way; what moved
 * sideways does not count. A mean of the pairs' own shares would be ruled by those whose colours
 * hardly differ. For photos, where no ground truth exists.
 */
public final class ColourMoved {
  private double moved;
  private double way;
  private int pairs;

  /**
   * Adds a pair, unless a region is empty; images are planar, 3 values a pixel.
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
    MeanColour toReference = to.get().minus(from.get());
    moved += reached.get().minus(from.get()).dot(toReference);
    way += toReference.dot(toReference);
    pairs++;
  }

  /** The share; nothing without any pair whose colours differ. */
  public OptionalDouble value() {
    return way == 0 ? OptionalDouble.empty() : OptionalDouble.of(moved / way);
  }

  /** How many pairs counted. */
  public int pairs() {
    return pairs;
  }
}
