// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Range;

/**
 * An axis as a space file has it: exactly one kind of values.
 *
 * @param values categorical ones, or null
 * @param continuous both ends, or null
 * @param logUniform both ends, above 0, or null
 * @param integer both ends, or null
 * @param steps how many values a grid takes between the ends
 */
record AxisConfig(
    @Nullable List<Object> values,
    @Nullable List<Double> continuous,
    @Nullable List<Double> logUniform,
    @Nullable List<Integer> integer,
    @Default("3") @Range(least = 1, most = 1000) int steps) {

  /** Checks that it says one thing. */
  AxisConfig {
    long given =
        Stream.of(values, continuous, logUniform, integer).filter(Objects::nonNull).count();
    if (given != 1) {
      throw new UserError(
          "one of values, continuous, log-uniform and integer must be given, found " + given);
    }
    if (values != null && values.isEmpty()) {
      throw new UserError("values must hold at least one value");
    }
    requireEnds("continuous", continuous);
    requireEnds("log-uniform", logUniform);
    requireEnds("integer", integer);
    if (logUniform != null && !(logUniform.get(0) > 0)) {
      throw new UserError("log-uniform must begin above 0, found " + logUniform.get(0));
    }
  }

  private static void requireEnds(String kind, List<? extends Number> ends) {
    if (ends == null) {
      return;
    }
    if (ends.size() != 2
        || !(ends.get(0).doubleValue() <= ends.get(1).doubleValue())
        || Double.isInfinite(ends.get(0).doubleValue())
        || Double.isInfinite(ends.get(1).doubleValue())) {
      throw new UserError("%s must be [least, most], found %s", kind, ends);
    }
  }

  Axis of(String key) {
    if (values != null) {
      return new Axis.Categorical(key, List.copyOf(values));
    }
    if (integer != null) {
      return new Axis.WholeNumbers(key, integer.get(0), integer.get(1), steps);
    }
    List<Double> ends = continuous == null ? logUniform : continuous;
    return new Axis.Continuous(key, ends.get(0), ends.get(1), steps, continuous == null);
  }
}
