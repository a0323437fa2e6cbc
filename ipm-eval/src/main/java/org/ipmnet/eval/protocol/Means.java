// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Means over pairs that come one at a time. */
final class Means implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<Metric, Sum> sums = new EnumMap<>(Metric.class);

  private static final class Sum implements Serializable {
    private static final long serialVersionUID = 1L;

    private double sum;
    private int count;
  }

  /**
   * Adds a pair's value, if it has one.
   *
   * @param own the pair's values, which it joins
   */
  void add(Metric metric, OptionalDouble value, Map<Metric, Double> own) {
    if (value.isPresent()) {
      Sum sum = sums.computeIfAbsent(metric, m -> new Sum());
      sum.sum += value.getAsDouble();
      sum.count++;
      own.put(metric, value.getAsDouble());
    }
  }

  /** Adds all pairs of another one. */
  void add(Means other) {
    other.sums.forEach(
        (metric, theirs) -> {
          Sum sum = sums.computeIfAbsent(metric, m -> new Sum());
          sum.sum += theirs.sum;
          sum.count += theirs.count;
        });
  }

  /** The means; a metric that no pair has a value of is absent. */
  Map<Metric, Double> values() {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    sums.forEach((metric, sum) -> values.put(metric, sum.sum / sum.count));
    return values;
  }
}
