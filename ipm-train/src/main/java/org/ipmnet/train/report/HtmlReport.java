// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import com.samskivert.mustache.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.report.HtmlTemplate;
import org.ipmnet.train.log.DurationText;
import org.ipmnet.train.log.StatsLine;
import org.ipmnet.train.report.ReportTables.Row;
import org.ipmnet.train.report.SamplePictures.Sample;
import org.ipmnet.train.run.RunLayout;

/**
 * One run as one HTML file that needs no other: progress, samples, losses, measurements,
 * configuration, origin. Everything comes from the run folder's files, so the run may be training,
 * stopped or long finished. The work is bounded, however long the run: see {@link LossHistory} and
 * {@link SamplePictures}.
 */
public final class HtmlReport {
  private static final Template TEMPLATE = HtmlTemplate.beside(HtmlReport.class, "report.html");

  private final Map<String, Object> page;

  private HtmlReport(Map<String, Object> page) {
    this.page = page;
  }

  /**
   * Gathers the report of a run folder as it is now.
   *
   * @throws UserError if the folder does not exist or a file in it cannot be read
   */
  public static HtmlReport of(Path runFolder) {
    if (!Files.isDirectory(runFolder)) {
      throw new UserError("run folder %s does not exist", runFolder);
    }
    RunLayout run = new RunLayout(runFolder);
    LossHistory history =
        FormerLossNames.renamed(LossHistory.read(run.stats()), ReportTables.model(run.config()));
    Map<String, Object> page = new HashMap<>();
    page.put("name", runFolder.toAbsolutePath().normalize().getFileName());
    page.putAll(progress(history, ReportTables.iterations(run.config())));
    page.put("charts", charts(history));
    page.putAll(measures(LossHistory.read(run.measures())));
    page.put("noCharts", ChartStyle.whyNot());
    page.put("noLosses", history.lines().isEmpty());
    page.putAll(samples(SamplePictures.of(run.samples())));
    page.put("metrics", table(ReportTables.json(run.metrics())));
    page.put("provenance", table(ReportTables.json(run.provenance())));
    page.put("config", ReportTables.text(run.config()));
    return new HtmlReport(page);
  }

  /**
   * Writes the page, replacing one that is there.
   *
   * @throws UserError naming the file if it cannot be written
   */
  public void writeTo(Path html) {
    AtomicFile.write(html, TEMPLATE.execute(page));
  }

  private static Map<String, Object> progress(LossHistory history, OptionalLong iterations) {
    Optional<StatsLine> newest = history.newest();
    long done = newest.map(StatsLine::iteration).orElse(0L);
    double seconds = newest.map(StatsLine::seconds).orElse(0.0);
    double perSecond = seconds > 0 ? done / seconds : 0;
    long goal = iterations.orElse(done);
    boolean finished = done > 0 && done >= goal;

    List<Row> facts = new ArrayList<>();
    facts.add(
        new Row(
            "iterations",
            iterations.isPresent() ? count(done) + " of " + count(goal) : count(done)));
    if (perSecond > 0) {
      facts.add(new Row("time trained", DurationText.of(seconds)));
      facts.add(new Row("iterations per second", String.format(Locale.ROOT, "%.3g", perSecond)));
      if (!finished) {
        facts.add(new Row("time left", DurationText.of((goal - done) / perSecond)));
      }
    }
    return Map.of(
        "facts",
        facts,
        "state",
        finished ? "finished" : done > 0 ? "under way or stopped" : "no losses yet",
        "percent",
        String.format(Locale.ROOT, "%.1f", goal == 0 ? 0 : Math.min(100, 100.0 * done / goal)));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  // One level more than the rows: an empty table has no heading either.
  private static List<Map<String, List<Row>>> table(List<Row> rows) {
    return rows.isEmpty() ? List.of() : List.of(Map.of("rows", rows));
  }

  private static List<Map<String, String>> charts(LossHistory history) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    LossGroup.of(history.terms()).forEach(group -> groups.put(group.title(), group.terms()));
    return charts(groups, history);
  }

  /** Figure 6: what was measured while it trained. */
  private static Map<String, Object> measures(LossHistory history) {
    return Map.of(
        "measures",
        charts(MetricGroup.of(history.terms()), history),
        "hasMeasures",
        !history.lines().isEmpty());
  }

  private static List<Map<String, String>> charts(
      Map<String, List<String>> groups, LossHistory history) {
    List<Map<String, String>> charts = new ArrayList<>();
    if (!ChartStyle.whyNot().isEmpty()) {
      return charts;
    }
    groups.forEach(
        (title, terms) -> {
          List<LossCurve> curves =
              terms.stream()
                  .map(term -> LossCurve.of(term, history))
                  .filter(curve -> !curve.isEmpty())
                  .toList();
          if (!curves.isEmpty()) {
            charts.add(Map.of("title", title, "image", Png.dataUri(LossChart.draw(curves))));
          }
        });
    return charts;
  }

  private static Map<String, Object> samples(List<Sample> samples) {
    List<Map<String, String>> shown =
        samples.stream()
            .map(
                sample ->
                    Map.of(
                        "iteration",
                        sample.iteration(),
                        "image",
                        sample.image() == null ? "" : Png.dataUri(sample.image())))
            .toList();
    return Map.of(
        "newest", shown.stream().limit(1).toList(), "older", shown.stream().skip(1).toList());
  }
}
