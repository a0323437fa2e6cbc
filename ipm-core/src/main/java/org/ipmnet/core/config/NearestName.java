// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** What somebody meant who mistyped a name. */
public final class NearestName {
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
  private static final double SLIP = 0.84; // a letter too many, too few or swapped in a short word

  private NearestName() {}

  /** The name most like the typed one; nothing if none is so like it that a slip explains it. */
  public static Optional<String> of(String typed, Collection<String> names) {
    return names.stream()
        .max(Comparator.comparingDouble(name -> SIMILARITY.apply(typed, name)))
        .filter(name -> SIMILARITY.apply(typed, name) >= SLIP);
  }
}
