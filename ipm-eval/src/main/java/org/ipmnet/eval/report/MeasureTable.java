// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ipmnet.eval.measure.Measure;

/** Measures down, what is compared across. */
public final class MeasureTable {
  /** Stands where there is no value. */
  public static final String NOTHING = "-";

  private MeasureTable() {}

  /**
   * The table of every measure that anything has.
   *
   * @param name of what is compared
   * @param cell value of it, or {@link #NOTHING}
   */
  public static <C> Table<Measure> of(
      List<C> compared, Function<C, String> name, BiFunction<C, Measure, String> cell) {
    List<Measure> measured =
        Arrays.stream(Measure.values())
            .filter(m -> !compared.stream().allMatch(c -> cell.apply(c, m).equals(NOTHING)))
            .toList();
    Table<Measure> table = new Table<>(measured).column("measure", Measure::heading);
    compared.forEach(c -> table.column(name.apply(c), m -> cell.apply(c, m)));
    return table;
  }
}
