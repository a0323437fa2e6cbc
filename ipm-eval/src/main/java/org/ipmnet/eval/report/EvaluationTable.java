// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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

  /** The table of these rows. */
  public EvaluationTable(List<MethodRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Methods down, the most important measures across; a dash where there is no value. */
  public String headlines() {
    StringBuilder text = new StringBuilder("| method |");
    HEADLINES.forEach(m -> text.append(' ').append(m.heading()).append(" |"));
    text.append("\n|---|").append("---|".repeat(HEADLINES.size())).append('\n');
    for (MethodRow row : rows) {
      text.append("| ").append(row.name().replace("|", "\\|")).append(" |");
      HEADLINES.forEach(m -> text.append(' ').append(cell(row, m)).append(" |"));
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
                  text.append(Csv.quoted(row.name()))
                      .append(',')
                      .append(measure.key())
                      .append(',')
                      .append(interval.mean())
                      .append(',')
                      .append(
                          interval.halfWidth().isPresent()
                              ? Double.toString(interval.halfWidth().getAsDouble())
                              : "")
                      .append(',')
                      .append(interval.values())
                      .append(',')
                      .append(measure.unit())
                      .append('\n'));
    }
    return text.toString();
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
