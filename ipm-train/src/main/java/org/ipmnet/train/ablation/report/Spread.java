// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ipmnet.eval.protocol.Metric;

/**
 * Values over seeds.
 *
 * @param mean of them
 * @param deviation the sample's standard deviation; nothing for a single value
 */
record Spread(double mean, OptionalDouble deviation) {
  /** Of at least one value. */
  static Spread of(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    if (n == 1 || !Double.isFinite(mean)) {
      return new Spread(mean, OptionalDouble.empty());
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, OptionalDouble.of(Math.sqrt(squares / (n - 1))));
  }

  String shown(Metric measure) {
    return deviation.isPresent()
        ? String.format(
            Locale.ROOT, "%s (%s)", measure.shown(mean), measure.shown(deviation.getAsDouble()))
        : measure.shown(mean);
  }
}
