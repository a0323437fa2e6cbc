// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/** One configuration key that a search moves along, and which values it takes. */
public sealed interface Axis {
  /** The dotted configuration key. */
  String key();

  /** The values of a grid, at least one. */
  List<Object> grid();

  /** What random values are drawn from; a new object, since Arbiter numbers it. */
  ParameterSpace<?> space();

  /** How a grid draws: Arbiter loses the place of a discrete space with a single value. */
  default ParameterSpace<?> gridSpace() {
    List<Object> values = grid();
    return values.size() == 1
        ? new FixedValue<>(values.get(0))
        : new DiscreteParameterSpace<>(values);
  }

  /** Whether equal factors, not equal differences, are equal steps. */
  default boolean isLogarithmic() {
    return false;
  }

  /** Values without order: words, numbers, switches, or groups of keys. */
  record Categorical(String key, List<Object> values) implements Axis {
    @Override
    public List<Object> grid() {
      return values;
    }

    @Override
    public ParameterSpace<?> space() {
      return gridSpace();
    }
  }

  /** Whole numbers from {@code from} to {@code to}. */
  record WholeNumbers(String key, int from, int to, int steps) implements Axis {
    @Override
    public List<Object> grid() {
      int count = Math.min(steps, to - from + 1);
      return evenly(space(), count).distinct().toList();
    }

    @Override
    public ParameterSpace<?> space() {
      return from == to ? new FixedValue<>(from) : new IntegerParameterSpace(from, to);
    }
  }

  /** Numbers between two; drawn evenly, or with evenly spread logarithms. */
  record Continuous(String key, double from, double to, int steps, boolean isLogarithmic)
      implements Axis {
    @Override
    public List<Object> grid() {
      return evenly(space(), steps).map(this::rounded).distinct().toList();
    }

    @Override
    public ParameterSpace<?> space() {
      if (from == to) {
        return new FixedValue<>(from);
      }
      return isLogarithmic
          ? new ContinuousParameterSpace(new LogUniformDistribution(from, to))
          : new ContinuousParameterSpace(from, to);
    }

    /** To four digits, which a table can show; never beyond the ends. */
    Object rounded(Object value) {
      double exact = ((Number) value).doubleValue();
      double round = BigDecimal.valueOf(exact).round(new MathContext(4)).doubleValue();
      return Math.max(from, Math.min(to, round));
    }
  }

  /** What a search takes for a value that was drawn. */
  default Object taken(Object drawn) {
    return this instanceof Continuous continuous ? continuous.rounded(drawn) : drawn;
  }

  private static Stream<Object> evenly(ParameterSpace<?> space, int count) {
    if (space.numParameters() > 0) {
      space.setIndices(0);
    }
    return IntStream.range(0, count)
        .mapToObj(i -> space.getValue(new double[] {count == 1 ? 0 : i / (count - 1.0)}));
  }
}
