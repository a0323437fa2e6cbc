// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Losses that share a chart.
 *
 * @param title what they have in common
 * @param terms their names
 */
record LossGroup(String title, List<String> terms) {
  private static final String TOTAL = "Total";

  /**
   * Groups terms by their names: {@code background_yx} and {@code background_xy} are Background,
   * all that begins with {@code d_} is Discriminator, all that ends with {@code _total} comes
   * first.
   */
  static List<LossGroup> of(Set<String> terms) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(TOTAL, new ArrayList<>());
    terms.forEach(term -> groups.computeIfAbsent(title(term), t -> new ArrayList<>()).add(term));
    return groups.entrySet().stream()
        .filter(group -> !group.getValue().isEmpty())
        .map(group -> new LossGroup(group.getKey(), group.getValue()))
        .toList();
  }

  private static String title(String term) {
    if (term.endsWith("_total")) {
      return TOTAL;
    }
    if (term.startsWith("d_")) {
      return "Discriminator";
    }
    String stem = term.replaceFirst("_[a-z]{1,2}\\d*$", "").replace('_', ' ').strip();
    return stem.isEmpty()
        ? term
        : stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1);
  }
}
