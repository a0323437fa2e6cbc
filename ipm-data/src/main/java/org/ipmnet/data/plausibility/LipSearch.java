// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.plausibility.MapStatistics.Region;

/**
 * Finds the values that lie where lips are in upright faces, whatever numbering maps follow: the
 * value is taken for skin from which most of a face's features lie in their places.
 */
final class LipSearch {
  private static final List<FacePart> FEATURES =
      List.of(FacePart.BROW, FacePart.EYE, FacePart.NOSE, FacePart.UPPER_LIP, FacePart.LOWER_LIP);

  /** With fewer features around it a region is taken for skin by chance. */
  private static final int LEAST_FEATURES = 4;

  /** Only large regions can be the skin. */
  private static final int CANDIDATES = 5;

  private LipSearch() {}

  /** The topmost and the bottommost value where lips are, of each map; none where no face is. */
  static List<Set<Integer>> of(List<MapStatistics> maps) {
    List<List<Region>> best = maps.stream().map(map -> List.<Region>of()).toList();
    double bestCloseness = 0;
    for (int skin : largest(maps)) {
      List<List<Region>> seen = seenFrom(skin, maps);
      double closeness =
          seen.stream().flatMap(List::stream).mapToDouble(LipSearch::closeness).sum();
      if (closeness > bestCloseness) {
        bestCloseness = closeness;
        best = seen;
      }
    }
    return best.stream().map(LipSearch::lips).toList();
  }

  private static List<List<Region>> seenFrom(int skin, List<MapStatistics> maps) {
    return maps.stream()
        .map(map -> map.areas()[skin] == 0 ? List.<Region>of() : map.seenFrom(skin).get(0))
        .toList();
  }

  private static Set<Integer> lips(List<Region> regions) {
    Set<Integer> lips = new TreeSet<>();
    if (regions.stream().filter(region -> closeness(region) > 0).count() >= LEAST_FEATURES) {
      List<Region> mouth =
          regions.stream()
              .filter(LipSearch::isLip)
              .sorted(Comparator.comparingDouble(Region::y))
              .toList();
      if (!mouth.isEmpty()) {
        lips.add(mouth.get(0).value());
        lips.add(mouth.get(mouth.size() - 1).value());
      }
    }
    return lips;
  }

  private static List<Integer> largest(List<MapStatistics> maps) {
    long[] areas = new long[MapStatistics.VALUES];
    for (MapStatistics map : maps) {
      for (int value = 0; value < areas.length; value++) {
        areas[value] += map.areas()[value];
      }
    }
    return IntStream.range(1, areas.length)
        .boxed()
        .filter(value -> areas[value] > 0)
        .sorted(Comparator.comparingLong(value -> -areas[value]))
        .limit(CANDIDATES)
        .toList();
  }

  /** How near the region is to where some feature is expected. */
  private static double closeness(Region region) {
    return PartPlace.of(likeliest(region)).closeness(region);
  }

  /** Behind a beard the skin ends higher, and what is seen of a neck is small. */
  private static boolean isLip(Region region) {
    FacePart part = likeliest(region);
    double closeness = PartPlace.of(part).closeness(region);
    return part.isLip() && closeness > PartPlace.of(FacePart.NECK).closeness(region);
  }

  private static FacePart likeliest(Region region) {
    return Collections.max(
        FEATURES, Comparator.comparingDouble(part -> PartPlace.of(part).closeness(region)));
  }
}
