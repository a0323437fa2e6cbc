// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipmnet.eval.protocol.Metric;

/** Metrics down, what is compared across. */
public final class MetricTable {
  /** Stands where there is no value. */
  public static final String NOTHING = "-";

  private MetricTable() {}

  /**
   * The table of every metric that anything has.
   *
   * @param name of what is compared
   * @param cell value of it, or {@link #NOTHING}
   */
  public static <C> Table<Metric> of(
      List<C> compared, Function<C, String> name, BiFunction<C, Metric, String> cell) {
    List<Metric> measured =
        Arrays.stream(Metric.values())
            .filter(m -> !compared.stream().allMatch(c -> cell.apply(c, m).equals(NOTHING)))
            .toList();
    Table<Metric> table = new Table<>(measured).column("measure", Metric::heading);
    compared.forEach(c -> table.column(name.apply(c), m -> cell.apply(c, m)));
    return table;
  }
}
