// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.ipmnet.eval.measure.Measure;

/**
 * Values over seeds.
 *
 * @param mean of them
 * @param deviation the sample's standard deviation; nothing for a single value
 */
record Spread(double mean, OptionalDouble deviation) {
  /** Of at least one value. */
  static Spread of(List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Spread(
        mean,
        array.length == 1 || !Double.isFinite(mean)
            ? OptionalDouble.empty()
            : OptionalDouble.of(new StandardDeviation().evaluate(array)));
  }

  String shown(Measure measure) {
    return deviation.isPresent()
        ? String.format(
            Locale.ROOT, "%s (%s)", measure.shown(mean), measure.shown(deviation.getAsDouble()))
        : measure.shown(mean);
  }
}
