// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a region's mean colour moved from the target's towards the reference's: the share a that
 * fits result - target = a (reference - target) best over all pairs, sum((result - target) .
 * (reference - target)) / sum(|reference - target|^2). 0 is not at all, 1 all the way; what moved
 * sideways does not count. A mean of the pairs' own shares would be ruled by those whose colours
 * hardly differ. For photos, where no ground truth exists.
 */
public final class ColourMoved implements Serializable {
  private static final long serialVersionUID = 1L;

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
    add(
        MeanColour.of(target, region),
        MeanColour.of(result, region),
        MeanColour.of(reference, referenceRegion));
  }

  /**
   * The same of how a region differs from the skin of its own face: light and skin tones do not
   * count.
   *
   * @param skin in target and result
   * @param referenceSkin of the reference's face
   */
  public void addOnSkin(
      float[] result,
      float[] target,
      Region region,
      Region skin,
      float[] reference,
      Region referenceRegion,
      Region referenceSkin) {
    add(
        MeanColour.difference(target, region, skin),
        MeanColour.difference(result, region, skin),
        MeanColour.difference(reference, referenceRegion, referenceSkin));
  }

  private void add(
      Optional<MeanColour> from, Optional<MeanColour> reached, Optional<MeanColour> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    MeanColour toReference = to.get().minus(from.get());
    moved += reached.get().minus(from.get()).dot(toReference);
    way += toReference.dot(toReference);
    pairs++;
  }

  /** Adds all pairs of another one. */
  public void add(ColourMoved other) {
    moved += other.moved;
    way += other.way;
    pairs += other.pairs;
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
