// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with its 95 % confidence interval by Student's t distribution.
 *
 * @param mean of the values
 * @param halfWidth how far the interval reaches to each side; nothing for a single value, which
 *     tells nothing about its spread
 * @param values how many there were
 */
public record Interval(double mean, OptionalDouble halfWidth, int values) {
  private static final double CONFIDENCE = 0.95;

  /**
   * The interval of independent values; infinite ones make the mean infinite and the width unknown.
   *
   * @throws IllegalArgumentException without any value
   */
  public static Interval of(List<Double> values) {
    int n = values.size();
    double mean =
        values.stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("no value"));
    if (n == 1 || Double.isInfinite(mean)) {
      return new Interval(mean, OptionalDouble.empty(), n);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double standardError = Math.sqrt(squares / (n - 1) / n);
    double t = TDistribution.of(n - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    return new Interval(mean, OptionalDouble.of(t * standardError), n);
  }
}
