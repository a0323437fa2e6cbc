// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far the mean colour of a region is from that of the same region of the reference: Euclidean
 * distance in RGB, in levels of 255. The region's part of the makeup that arrived; {@link
 * HistogramDistance} sees its spread as well.
 */
public final class ColourDistance {
  private static final double LEVELS = 127.5; // what one unit of [-1, 1] is

  private ColourDistance() {}

  /** The distance of a pair, planar RGB in [-1, 1]; nothing if a region is empty. */
  public static OptionalDouble of(
      float[] result, Region region, float[] reference, Region referenceRegion) {
    Optional<MeanColour> reached = MeanColour.of(result, region);
    Optional<MeanColour> wanted = MeanColour.of(reference, referenceRegion);
    if (reached.isEmpty() || wanted.isEmpty()) {
      return OptionalDouble.empty();
    }
    MeanColour left = wanted.get().minus(reached.get());
    return OptionalDouble.of(LEVELS * Math.sqrt(left.dot(left)));
  }
}
