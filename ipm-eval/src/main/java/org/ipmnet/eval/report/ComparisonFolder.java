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
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.eval.protocol.TransferCost;

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
    OutputFolder.prepareEmpty(folder, inputs);
    return new ComparisonFolder(folder);
  }

  /**
   * Writes {@code table.md}, {@code .csv} and {@code .html}, and {@code grid.png}.
   *
   * @param origin what the numbers come from: models, data, seed, versions
   * @return the page
   */
  public Path write(SystemComparison comparison, Map<String, String> origin) {
    return new Report("table", comparison, table(comparison), origin)
        .write(
            folder,
            String.format(Locale.ROOT, "# %s\n\n%s\n\n", TITLE, caption(comparison)),
            String.format(
                Locale.ROOT,
                "\n![The same targets and references by every system](grid.png)\n\n%s\n",
                gridCaption(comparison)),
            Map.of(
                "name",
                TITLE,
                "caption",
                caption(comparison),
                "gridCaption",
                gridCaption(comparison)));
  }

  /** Systems down; measures, costs and the published values across. */
  public static String headlines(SystemComparison comparison) {
    return table(comparison).headlines();
  }

  private static EvaluationTable table(SystemComparison comparison) {
    EvaluationTable table = new EvaluationTable(comparison.rows());
    Map<String, String> seconds = new HashMap<>();
    Map<String, String> arena = new HashMap<>();
    comparison
        .costs()
        .forEach(
            (name, cost) -> {
              seconds.put(name, String.format(Locale.ROOT, "%.3f", cost.medianSeconds()));
              arena.put(name, String.format(Locale.ROOT, "%.1f", cost.arenaBytes() / 1048576.0));
              add(table, name, "seconds_a_transfer", cost.medianSeconds(), cost.transfers(), "s");
              add(table, name, "arena_peak", cost.arenaBytes(), 1, "bytes");
            });
    Map<String, String> fid = new HashMap<>();
    Map<String, String> lpips = new HashMap<>();
    publishedRows(comparison)
        .forEach(
            (name, row) -> {
              fid.put(name, String.format(Locale.ROOT, "%.2f", row.fid()));
              lpips.put(name, String.format(Locale.ROOT, "%.3f", row.lpips()));
              add(table, name, "published_fid", row.fid(), 1, Metric.FID.unit());
              add(table, name, "published_lpips", row.lpips(), 1, "");
            });
    table.addHeadline("seconds a transfer", seconds);
    table.addHeadline("arena, MiB", arena);
    table.addHeadline("FID as published ↓", fid);
    table.addHeadline("LPIPS as published ↑", lpips);
    return table;
  }

  private static void add(
      EvaluationTable table, String name, String measure, double value, int values, String unit) {
    table.add(name, measure, new Interval(value, OptionalDouble.empty(), values), unit);
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

  private static String gridCaption(SystemComparison comparison) {
    return String.format(
        Locale.ROOT,
        "References across; for each target on the left one row a system, from the top down: %s."
            + " Drawn at random.",
        String.join(", ", comparison.kinds().keySet()));
  }
}
