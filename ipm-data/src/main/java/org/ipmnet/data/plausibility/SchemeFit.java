// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.plausibility;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.MapStatistics.Region;

/**
 * How well one map fits a scheme.
 *
 * @param seen how many values can be judged
 * @param placed those among them that lie where the scheme has them in a face
 */
record SchemeFit(int seen, Set<Integer> placed) {
  static SchemeFit of(MapStatistics map, LabelScheme scheme) {
    int skin = scheme.parts().indexOf(FacePart.SKIN);
    if (map.areas()[skin] == 0) {
      int seen = (int) IntStream.range(1, scheme.size()).filter(v -> map.areas()[v] > 0).count();
      return new SchemeFit(Math.max(1, seen), Set.of()); // whatever there is, it is no face
    }
    List<List<Region>> turns = map.seenFrom(skin);
    Set<Integer> most = Set.of();
    for (List<Region> regions : turns) {
      Set<Integer> placed = new HashSet<>();
      for (Region region : regions) {
        if (fits(region, scheme)) {
          placed.add(region.value());
        }
      }
      most = placed.size() > most.size() ? placed : most;
    }
    return new SchemeFit(turns.get(0).size(), most);
  }

  private static boolean fits(Region region, LabelScheme scheme) {
    return region.value() < scheme.size()
        && PartPlace.of(scheme.parts().get(region.value())).holds(region);
  }

  /** Share of the values that lie where they should, 0 to 1; 1 if none can be judged. */
  double share() {
    return seen == 0 ? 1 : (double) placed.size() / seen;
  }
}
