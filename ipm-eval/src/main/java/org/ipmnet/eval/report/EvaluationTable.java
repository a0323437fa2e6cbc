// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ipmnet.eval.measure.Measure;
import org.ipmnet.eval.measure.MethodRow;
import org.ipmnet.eval.metric.Interval;

/** The rows of an evaluation as text: Markdown for people, CSV for programs. */
public final class EvaluationTable {
  /** The columns of table 2, and what a table of makeup transfer should not go without. */
  static final List<Measure> HEADLINES =
      List.of(
          Measure.FID,
          Measure.KID,
          Measure.LPIPS_ALEX,
          Measure.LPIPS_VGG,
          Measure.IDENTITY,
          Measure.BACKGROUND_PSNR,
          Measure.BACKGROUND_SSIM);

  private static final String NOTHING = "-";

  private final List<MethodRow> rows;
  private final List<Column> more;

  /**
   * A column that is no measure.
   *
   * @param heading with the unit
   * @param cells by name of the row; a dash stands where there is none
   */
  record Column(String heading, Map<String, String> cells) {}

  /** The table of these rows. */
  public EvaluationTable(List<MethodRow> rows) {
    this(rows, List.of());
  }

  /** The table of these rows with further columns behind the headlines. */
  EvaluationTable(List<MethodRow> rows, List<Column> more) {
    this.rows = List.copyOf(rows);
    this.more = List.copyOf(more);
  }

  private List<String> headings() {
    return Stream.concat(
            HEADLINES.stream().map(Measure::heading), more.stream().map(Column::heading))
        .toList();
  }

  private List<String> cells(MethodRow row) {
    return Stream.concat(
            HEADLINES.stream().map(m -> cell(row, m)),
            more.stream().map(column -> column.cells().getOrDefault(row.name(), NOTHING)))
        .toList();
  }

  /** Both tables for a page's template. */
  Map<String, Object> page() {
    return Map.of(
        "headings",
        headings(),
        "methods",
        rows.stream().map(row -> Map.of("name", row.name(), "cells", cells(row))).toList(),
        "names",
        rows.stream().map(MethodRow::name).toList(),
        "measures",
        measured().stream().map(this::measure).toList());
  }

  private Map<String, Object> measure(Measure measure) {
    return Map.of(
        "name",
        measure.heading(),
        "meaning",
        measure.meaning(),
        "cells",
        rows.stream().map(row -> cell(row, measure)).toList());
  }

  /** Methods down, the most important measures across; a dash where there is no value. */
  public String headlines() {
    StringBuilder text = new StringBuilder("| method |");
    headings().forEach(heading -> text.append(' ').append(heading).append(" |"));
    text.append("\n|---|").append("---|".repeat(headings().size())).append('\n');
    for (MethodRow row : rows) {
      text.append("| ").append(row.name().replace("|", "\\|")).append(" |");
      cells(row).forEach(cell -> text.append(' ').append(cell).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  /** Every measure that has a value down, methods across. */
  public String all() {
    StringBuilder text = new StringBuilder("| measure |");
    rows.forEach(row -> text.append(' ').append(row.name().replace("|", "\\|")).append(" |"));
    text.append(" what |\n|---|").append("---|".repeat(rows.size() + 1)).append('\n');
    for (Measure measure : measured()) {
      text.append("| ").append(measure.heading()).append(" |");
      rows.forEach(row -> text.append(' ').append(cell(row, measure)).append(" |"));
      text.append(' ').append(measure.meaning()).append(" |\n");
    }
    return text.toString();
  }

  /** One line for each value: method, measure, mean, half width of the interval, values, unit. */
  public String csv() {
    StringBuilder text = new StringBuilder("method,measure,mean,half_width_95,values,unit\n");
    for (MethodRow row : rows) {
      row.values()
          .forEach(
              (measure, interval) ->
                  text.append(line(row.name(), measure.key(), interval, measure.unit())));
    }
    return text.toString();
  }

  /** One line of {@link #csv}. */
  static String line(String method, String measure, Interval interval, String unit) {
    OptionalDouble half = interval.halfWidth();
    return String.format(
            Locale.ROOT,
            "%s,%s,%s,%s,%d,%s%n",
            Csv.quoted(method),
            measure,
            interval.mean(),
            half.isPresent() ? Double.toString(half.getAsDouble()) : "",
            interval.values(),
            unit)
        .replace("\r", "");
  }

  /** The measures that any row has. */
  List<Measure> measured() {
    return Arrays.stream(Measure.values())
        .filter(m -> rows.stream().anyMatch(row -> row.values().containsKey(m)))
        .toList();
  }

  /** Mean and half width, or a dash. */
  static String cell(MethodRow row, Measure measure) {
    Interval interval = row.values().get(measure);
    if (interval == null) {
      return NOTHING;
    }
    String mean = measure.shown(interval.mean());
    OptionalDouble half = interval.halfWidth();
    return half.isPresent() ? mean + " ± " + measure.shown(half.getAsDouble()) : mean;
  }
}
