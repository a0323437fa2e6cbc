// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ipmnet.eval.protocol.Metric;

/** Measures that share a chart: those whose titles agree up to a comma, a bracket or the s.e. */
final class MetricGroup {
  private MetricGroup() {}

  /** The keys that are there by title, in the order of tables. */
  static Map<String, List<String>> of(Set<String> keys) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    Arrays.stream(Metric.values())
        .filter(measure -> measure != Metric.KID_ERROR && keys.contains(measure.key()))
        .forEach(
            measure ->
                groups.computeIfAbsent(title(measure), t -> new ArrayList<>()).add(measure.key()));
    return groups;
  }

  private static String title(Metric measure) {
    String stem = measure.title().replaceFirst("(,| \\().*", "");
    String unit = measure.unit().isEmpty() ? "" : " (" + measure.unit() + ")";
    return stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1) + unit;
  }
}
