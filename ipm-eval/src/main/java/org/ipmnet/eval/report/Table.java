// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table: Markdown for people, comma-separated values for programs, and what a page shows.
 *
 * @param <R> what a row is of
 */
public final class Table<R> {
  private final List<R> rows;
  private final List<Column<R>> columns = new ArrayList<>();

  private record Column<R>(String heading, boolean prose, Function<R, ?> cell) {
    Object of(R row) {
      Object value = cell.apply(row);
      if (value instanceof OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : "";
      }
      return value == null ? "" : value;
    }
  }

  /** A table with a row for each of these, as yet without columns. */
  public Table(List<R> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Adds a column.
   *
   * @param cell text or a number as it stands; null or an empty number for nothing
   */
  public Table<R> column(String heading, Function<R, ?> cell) {
    columns.add(new Column<>(heading, false, cell));
    return this;
  }

  /** Adds a column of words, which a page sets as such. */
  public Table<R> prose(String heading, Function<R, String> cell) {
    columns.add(new Column<>(heading, true, cell));
    return this;
  }

  /** What the rows are of. */
  public List<R> rows() {
    return rows;
  }

  /** As a table of Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("|");
    columns.forEach(
        c -> text.append(c.heading().isEmpty() ? " |" : " " + escaped(c.heading()) + " |"));
    text.append("\n|").append("---|".repeat(columns.size())).append('\n');
    for (R row : rows) {
      text.append('|');
      columns.forEach(column -> text.append(' ').append(escaped(column.of(row))).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  private static String escaped(Object cell) {
    return cell.toString().replace("|", "\\|").replaceAll("\\R", " ");
  }

  /** As comma-separated values (RFC 4180) with the headings first. */
  public String csv() {
    return line(columns.stream().map(Column::heading))
        + rows.stream()
            .map(row -> line(columns.stream().map(column -> column.of(row))))
            .collect(Collectors.joining());
  }

  private static String line(Stream<?> cells) {
    return cells.map(Table::value).collect(Collectors.joining(",", "", "\n"));
  }

  /** A text that begins with =, +, - or @ would be a formula to a spreadsheet. */
  private static String value(Object cell) {
    String text = cell.toString();
    String plain = !(cell instanceof Number) && text.matches("(?s)[=+\\-@].*") ? "'" + text : text;
    return plain.matches("[^\",\\r\\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
  }

  /** For a template: {@code headings}, and the {@code rows} that its part {@code rows} shows. */
  public Map<String, Object> page() {
    return Map.of(
        "headings",
        columns.stream().map(Column::heading).toList(),
        "rows",
        rows.stream().map(this::page).toList());
  }

  private Map<String, Object> page(R row) {
    return Map.of(
        "name",
        columns.get(0).of(row),
        "cells",
        columns.stream().skip(1).map(c -> Map.of("text", c.of(row), "prose", c.prose())).toList());
  }
}
