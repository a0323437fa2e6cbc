// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.eval.metric.Interval;

/**
 * One row of table 2: what was measured of one method.
 *
 * @param name of the method
 * @param values those that could be measured, with intervals over the runs
 */
public record MethodRow(String name, Map<Metric, Interval> values) {
  /** Keeps an unmodifiable copy. */
  public MethodRow {
    Map<Metric, Interval> copy = new EnumMap<>(Metric.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** Values of several runs on their way to a row. */
  static final class Runs {
    private final Map<Metric, List<Double>> values = new EnumMap<>(Metric.class);

    /** Adds one run's value of a measure. */
    void add(Metric measure, double value) {
      values.computeIfAbsent(measure, m -> new ArrayList<>()).add(value);
    }

    /** Adds all values of one run. */
    void add(Map<Metric, Double> run) {
      run.forEach(this::add);
    }

    MethodRow row(String name) {
      Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
      values.forEach((measure, list) -> intervals.put(measure, Interval.of(list)));
      return new MethodRow(name, intervals);
    }
  }
}
