// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.measure.Measure;
import org.ipmnet.eval.measure.TransferCost;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.report.EvaluationTable.Column;

/** Where a comparison of systems is written: table 2 as text, numbers and a page, and its grid. */
public final class ComparisonFolder {
  private static final String TITLE = "Table 2: makeup transfer compared";

  private final Path folder;

  private ComparisonFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder ready, before anything is measured.
   *
   * @param inputs folders that are read
   * @throws org.ipmnet.core.UserError if it is not empty, or cannot be made
   */
  public static ComparisonFolder prepare(Path folder, List<Path> inputs) {
    OutputFolder.prepare(folder, inputs, false);
    return new ComparisonFolder(folder);
  }

  /**
   * Writes {@code table.md}, {@code .csv} and {@code .html}, and {@code grid.png}.
   *
   * @param origin what the numbers come from: models, data, seed, versions
   * @return the page
   */
  public Path write(SystemComparison comparison, Map<String, String> origin) {
    AtomicFile.write(folder.resolve("table.md"), markdown(comparison, origin));
    AtomicFile.write(folder.resolve("table.csv"), csv(comparison));
    Png.write(folder.resolve("grid.png"), comparison.grid());
    Path page = folder.resolve("table.html");
    AtomicFile.write(page, html(comparison, origin));
    return page;
  }

  /** Systems down; measures, costs and the published values across. */
  public static String headlines(SystemComparison comparison) {
    return table(comparison).headlines();
  }

  private static EvaluationTable table(SystemComparison comparison) {
    return new EvaluationTable(
        comparison.rows(),
        List.of(
            new Column(
                "seconds a transfer",
                costs(
                    comparison, cost -> String.format(Locale.ROOT, "%.3f", cost.medianSeconds()))),
            new Column(
                "arena, MiB",
                costs(
                    comparison,
                    cost -> String.format(Locale.ROOT, "%.1f", cost.arenaBytes() / 1048576.0))),
            new Column("FID as published ↓", published(comparison, PublishedResult::fid, 2)),
            new Column("LPIPS as published ↑", published(comparison, PublishedResult::lpips, 3))));
  }

  private static Map<String, String> costs(
      SystemComparison comparison, Function<TransferCost, String> cell) {
    Map<String, String> cells = new HashMap<>();
    comparison.costs().forEach((name, cost) -> cells.put(name, cell.apply(cost)));
    return cells;
  }

  private static Map<String, String> published(
      SystemComparison comparison, Function<PublishedResult, Double> value, int digits) {
    Map<String, String> cells = new HashMap<>();
    publishedRows(comparison)
        .forEach(
            (name, row) ->
                cells.put(name, String.format(Locale.ROOT, "%." + digits + "f", value.apply(row))));
    return cells;
  }

  /** What was published of the table's rows: of "Real", which comes first, and of the systems. */
  private static Map<String, PublishedResult> publishedRows(SystemComparison comparison) {
    Map<String, PublishedResult> rows = new LinkedHashMap<>();
    rows.put(comparison.rows().get(0).name(), PublishedResult.of(Optional.empty()));
    comparison
        .kinds()
        .forEach((name, kind) -> rows.put(name, PublishedResult.of(Optional.of(kind))));
    return rows;
  }

  /** What the table is of, how large that is, and what its columns are. */
  static String caption(SystemComparison comparison) {
    return String.format(
        Locale.ROOT,
        "%d bare and %d made-up faces of %d x %d pixels; the published values are of the whole"
            + " Makeup Transfer set (1,115 bare, 2,719 made-up) at 256 x 256, from the paper, and"
            + " cannot be compared with those measured here. A system that does not look at the"
            + " reference has an LPIPS of 0 here, since all its results of one target are the same."
            + " Seconds: median of %d transfers of one prepared face on the machine below, style of"
            + " the reference included, nothing kept between them, no reading, parsing or pasting"
            + " back. Arena: the most bytes of layers' outputs in use at once during these;"
            + " parameters are not in it.",
        comparison.split().bare().size(),
        comparison.split().madeUp().size(),
        comparison.size(),
        comparison.size(),
        comparison.costs().values().stream().mapToInt(TransferCost::transfers).max().orElse(0));
  }

  private static String markdown(SystemComparison comparison, Map<String, String> origin) {
    EvaluationTable table = table(comparison);
    return "# "
        + TITLE
        + "\n\n"
        + caption(comparison)
        + "\n\n"
        + ReportText.protocol(comparison.split(), comparison.runs())
        + "\n\n"
        + table.headlines()
        + "\n![The same targets and references by every system](grid.png)\n\n"
        + gridCaption(comparison)
        + "\n\n## All measures\n\n"
        + table.all()
        + ReportText.notAvailable(comparison.notAvailable())
        + ReportText.origin(origin);
  }

  private static String gridCaption(SystemComparison comparison) {
    return String.format(
        Locale.ROOT,
        "References across; for each target on the left one row a system, from the top down: %s."
            + " Drawn at random.",
        String.join(", ", comparison.kinds().keySet()));
  }

  /** Measures, costs and published values, one a line. */
  private static String csv(SystemComparison comparison) {
    StringBuilder text = new StringBuilder(table(comparison).csv());
    comparison
        .costs()
        .forEach(
            (name, cost) ->
                text.append(
                        EvaluationTable.line(
                            name,
                            "seconds_a_transfer",
                            single(cost.medianSeconds(), cost.transfers()),
                            "s"))
                    .append(
                        EvaluationTable.line(
                            name, "arena_peak", single(cost.arenaBytes(), 1), "bytes")));
    publishedRows(comparison)
        .forEach(
            (name, row) ->
                text.append(
                        EvaluationTable.line(
                            name, "published_fid", single(row.fid(), 1), Measure.FID.unit()))
                    .append(
                        EvaluationTable.line(name, "published_lpips", single(row.lpips(), 1), "")));
    return text.toString();
  }

  private static Interval single(double value, int values) {
    return new Interval(value, OptionalDouble.empty(), values);
  }

  private static String html(SystemComparison comparison, Map<String, String> origin) {
    Map<String, Object> page = new HashMap<>(table(comparison).page());
    page.put("name", TITLE);
    page.put("caption", caption(comparison));
    page.put("protocol", ReportText.protocol(comparison.split(), comparison.runs()));
    page.put("missing", ReportPage.pairs(comparison.notAvailable()));
    page.put("hasMissing", !comparison.notAvailable().isEmpty());
    page.put("grid", ReportPage.picture(comparison.grid(), comparison.size()));
    page.put("gridCaption", gridCaption(comparison));
    page.put("origin", ReportPage.pairs(origin));
    return new ReportPage("table").of(page);
  }
}
