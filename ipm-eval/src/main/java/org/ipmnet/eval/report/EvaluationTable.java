// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import static org.ipmnet.eval.report.MetricTable.NOTHING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.Metric;

/** The rows of an evaluation as tables: Markdown for people, CSV for programs. */
public final class EvaluationTable {
  /** The columns of table 2, and what a table of makeup transfer should not go without. */
  private static final List<Metric> HEADLINES =
      List.of(
          Metric.FID,
          Metric.KID,
          Metric.LPIPS_ALEX,
          Metric.LPIPS_VGG,
          Metric.IDENTITY,
          Metric.BACKGROUND_PSNR,
          Metric.BACKGROUND_SSIM);

  private final Table<MethodRow> headlines;
  private final Table<Metric> measures;
  private final List<Value> values = new ArrayList<>();

  private record Value(String method, String measure, Interval interval, String unit) {}

  /** The table of these rows. */
  public EvaluationTable(List<MethodRow> rows) {
    headlines = new Table<>(rows).column("method", MethodRow::name);
    HEADLINES.forEach(m -> headlines.column(m.heading(), row -> cell(row, m)));
    measures =
        MetricTable.of(rows, MethodRow::name, EvaluationTable::cell).prose("what", Metric::meaning);
    rows.forEach(
        row -> row.values().forEach((m, interval) -> add(row.name(), m.key(), interval, m.unit())));
  }

  /** Adds a column to the headlines: by name of the row, a dash where there is none. */
  void addHeadline(String heading, Map<String, String> cells) {
    headlines.column(heading, row -> cells.getOrDefault(row.name(), NOTHING));
  }

  /** Adds to the values for programs. */
  void add(String method, String measure, Interval interval, String unit) {
    values.add(new Value(method, measure, interval, unit));
  }

  /** Both tables for a page's template. */
  Map<String, Object> page() {
    return Map.of("headlines", headlines.page(), "measures", measures.page());
  }

  /** Methods down, the most important measures across; a dash where there is no value. */
  public String headlines() {
    return headlines.markdown();
  }

  /** Every measure that has a value down, methods across. */
  public String all() {
    return measures.markdown();
  }

  /** One line for each value: method, measure, mean, half width of the interval, values, unit. */
  String csv() {
    return new Table<>(values)
        .column("method", Value::method)
        .column("measure", Value::measure)
        .column("mean", value -> value.interval().mean())
        .column("half_width_95", value -> value.interval().halfWidth())
        .column("values", value -> value.interval().values())
        .column("unit", Value::unit)
        .csv();
  }

  /** Mean and half width, or a dash. */
  private static String cell(MethodRow row, Metric measure) {
    Interval interval = row.values().get(measure);
    if (interval == null) {
      return NOTHING;
    }
    String mean = measure.shown(interval.mean());
    OptionalDouble half = interval.halfWidth();
    return half.isPresent() ? mean + " ± " + measure.shown(half.getAsDouble()) : mean;
  }
}
