// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Means over pairs that come one at a time. */
final class Means {
  private final Map<Measure, Sum> sums = new EnumMap<>(Measure.class);

  private static final class Sum {
    private double sum;
    private int count;
  }

  /**
   * Adds a pair's value, if it has one.
   *
   * @param own the pair's values, which it joins
   */
  void add(Measure measure, OptionalDouble value, Map<Measure, Double> own) {
    if (value.isPresent()) {
      Sum sum = sums.computeIfAbsent(measure, m -> new Sum());
      sum.sum += value.getAsDouble();
      sum.count++;
      own.put(measure, value.getAsDouble());
    }
  }

  /** The means; a measure that no pair has a value of is absent. */
  Map<Measure, Double> values() {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    sums.forEach((measure, sum) -> values.put(measure, sum.sum / sum.count));
    return values;
  }
}
