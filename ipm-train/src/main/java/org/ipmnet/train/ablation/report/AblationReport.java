// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import com.samskivert.mustache.Template;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.eval.picture.ImageGrid;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.eval.report.HtmlTemplate;
import org.ipmnet.train.ablation.report.ScoreChart.Mark;
import org.ipmnet.train.ablation.run.AblationLayout;
import org.ipmnet.train.ablation.run.RunOutcomes;
import org.ipmnet.train.ablation.run.TransferPictures;
import org.ipmnet.train.ablation.space.Axis;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.ablation.space.Point;
import org.ipmnet.train.ablation.space.SpaceConfig;
import org.ipmnet.train.report.ChartStyle;

/** An ablation as it stands: tables, charts, a picture and a page that needs no other file. */
public final class AblationReport {
  private static final Template TEMPLATE =
      HtmlTemplate.beside(AblationReport.class, "ablation.html");
  private static final int READABLE_SIDE = 96; // smaller faces are shown enlarged

  private final Plan plan;
  private final AblationLayout layout;
  private final AblationTable table;

  private AblationReport(Plan plan, AblationLayout layout) {
    this.plan = plan;
    this.layout = layout;
    this.table = AblationTable.of(plan, new RunOutcomes(layout));
  }

  /** What the folder shows now. */
  public static AblationReport of(Plan plan, AblationLayout layout) {
    return new AblationReport(plan, layout);
  }

  /** The table of candidates, in Markdown. */
  public String table() {
    return table.candidates().markdown();
  }

  /**
   * Writes {@code report.html}, {@code report.md}, {@code table.csv}, {@code runs.csv}, {@code
   * grid.png} and {@code charts/*.png}.
   *
   * @throws UserError naming a file that cannot be written
   */
  public void write() {
    Map<String, BufferedImage> charts = charts();
    List<Strip> strips = strips();
    Path root = layout.root();
    AtomicFile.write(root.resolve("table.csv"), table.values().csv());
    AtomicFile.write(root.resolve("runs.csv"), table.runs().csv());
    if (!strips.isEmpty()) {
      Png.write(
          root.resolve("grid.png"),
          ImageGrid.of(strips.stream().map(strip -> List.of(strip.picture())).toList()));
    }
    Map<String, String> files = new LinkedHashMap<>();
    charts.forEach((title, chart) -> files.put(title, write(files.size() + 1, chart)));
    AtomicFile.write(root.resolve("report.md"), markdown(files, strips));
    AtomicFile.write(root.resolve("report.html"), page(charts, strips));
  }

  private String write(int number, BufferedImage chart) {
    AtomicFile.makeFolder(layout.charts());
    Path file = layout.charts().resolve(String.format(Locale.ROOT, "axis-%d.png", number));
    Png.write(file, chart);
    return layout.root().relativize(file).toString().replace('\\', '/');
  }

  private String protocol() {
    SpaceConfig config = plan.space().config();
    return String.format(
        Locale.ROOT,
        "Score: %s, %s is better; %s. Each candidate was trained with %d seed%s from %d on, %d"
            + " iterations, and measured on split %s, each bare face made up %d time%s with a reference"
            + " that is the same for all candidates. Mean (standard deviation) over seeds; difference"
            + " to the base seed by seed, ± half of the 95 %% confidence interval (Student's t over"
            + " seeds); unclear where that holds 0.",
        config.score().measure().title(),
        HyphenatedName.of(config.score().better()),
        config.score().measure().meaning(),
        config.seeds(),
        config.seeds() == 1 ? "" : "s",
        plan.base().seed(),
        plan.base().iterations(),
        HyphenatedName.of(config.evaluation().split()),
        config.evaluation().runs(),
        config.evaluation().runs() == 1 ? "" : "s");
  }

  private String markdown(Map<String, String> charts, List<Strip> strips) {
    StringBuilder text = new StringBuilder("# Ablation: ").append(name()).append("\n\n");
    text.append(protocol()).append("\n\n").append(table());
    plan.same()
        .forEach(
            (candidate, equal) ->
                text.append(
                    String.format(
                        Locale.ROOT, "\n%s equals %s and was not trained.%n", candidate, equal)));
    charts.forEach(
        (title, file) ->
            text.append(String.format(Locale.ROOT, "\n## %s%n%n![%s](%s)%n", title, title, file)));
    if (!strips.isEmpty()) {
      text.append("\n## The same faces\n\n![Rows of transfers](grid.png)\n\nFrom the top: ");
      text.append(String.join(", ", strips.stream().map(Strip::label).toList())).append(".\n");
    }
    text.append("\n## All measures\n\n").append(table.measures().markdown());
    return text.toString();
  }

  private String name() {
    return plan.file().getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  private String page(Map<String, BufferedImage> charts, List<Strip> strips) {
    Metric score = table.score().measure();
    Map<String, Object> page = new HashMap<>();
    page.put("name", name());
    page.put("protocol", protocol());
    page.put("score", score.heading());
    page.put("rows", table.rows().stream().map(row -> row(row, score)).toList());
    List<Map<String, String>> same = new ArrayList<>();
    plan.same().forEach((candidate, equal) -> same.add(Map.of("key", candidate, "value", equal)));
    page.put("same", same);
    List<Map<String, String>> drawn = new ArrayList<>();
    charts.forEach(
        (title, chart) -> drawn.add(Map.of("title", title, "image", Png.dataUri(chart))));
    page.put("charts", drawn);
    page.put("noCharts", ChartStyle.whyNot());
    page.put("strips", strips.stream().map(AblationReport::strip).toList());
    page.put("hasStrips", !strips.isEmpty());
    page.put("measures", table.measures().prose("what", Metric::meaning).page());
    return TEMPLATE.execute(page);
  }

  private Map<String, Object> row(Row row, Metric score) {
    List<Map<String, String>> runs = new ArrayList<>();
    for (PlannedRun run : plan.runs(row.point())) {
      if (Files.exists(layout.run(run).report())) {
        String link = layout.root().relativize(layout.run(run).report()).toString();
        runs.add(Map.of("seed", "" + run.seed(), "link", link.replace('\\', '/')));
      }
    }
    Map<String, Object> cells = new HashMap<>();
    cells.put("name", row.point().name());
    cells.put("score", row.cell(score));
    cells.put("difference", row.differenceCell(score));
    cells.put("verdict", row.verdict());
    cells.put("runs", runs);
    cells.put("time", row.secondsCell());
    cells.put("note", row.note());
    cells.put("differences", row.point().differences());
    return cells;
  }

  private static Map<String, Object> strip(Strip strip) {
    int height = strip.picture().getHeight();
    int scale = Math.max(1, Math.round((float) READABLE_SIDE / height));
    return Map.of(
        "label",
        strip.label(),
        "image",
        Png.dataUri(strip.picture()),
        "width",
        scale * strip.picture().getWidth());
  }

  /** One chart for each axis, or one over the files. */
  private Map<String, BufferedImage> charts() {
    Map<String, BufferedImage> charts = new LinkedHashMap<>();
    if (!ChartStyle.whyNot().isEmpty() || scored(Point::name).isEmpty()) {
      return charts;
    }
    Metric measure = table.score().measure();
    double base =
        Optional.ofNullable(table.rows().get(0).measures().get(measure))
            .map(Spread::mean)
            .orElse(Double.NaN);
    String title = measure.heading();
    if (plan.space().axes().isEmpty()) {
      charts.put("Candidates", ScoreChart.overNames(scored(Point::name), base, title));
    }
    for (Axis axis : plan.space().axes()) {
      List<Mark> marks = scored(point -> point.values().get(axis.key()));
      charts.put(
          axis.key(),
          marks.stream().allMatch(mark -> isNumber(mark.x()))
              ? ScoreChart.overNumbers(marks, base, title, axis.isLogarithmic())
              : ScoreChart.overNames(marks, base, title));
    }
    return charts;
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The candidates beside the base that have a score, in the order of the plan. */
  private List<Mark> scored(Function<Point, String> x) {
    Metric measure = table.score().measure();
    List<Mark> marks = new ArrayList<>();
    for (Point point : plan.points()) {
      for (Row row : table.rows()) {
        Spread spread = row.measures().get(measure);
        if (row.point().equals(point)
            && !point.isBase()
            && spread != null
            && Double.isFinite(spread.mean())) {
          marks.add(new Mark(x.apply(point), spread));
        }
      }
    }
    return marks;
  }

  /** A row of the grid picture. */
  private record Strip(String label, BufferedImage picture) {}

  /** Targets, references, and the results of each candidate's first run that has any. */
  private List<Strip> strips() {
    List<Strip> strips = new ArrayList<>();
    for (Row row : table.rows()) {
      for (PlannedRun run : plan.runs(row.point())) {
        Path folder = layout.run(run).root();
        if (new RunOutcomes(layout).of(run).isPresent()
            && Files.exists(TransferPictures.results(folder))) {
          if (strips.isEmpty()) {
            strips.add(new Strip("targets", read(TransferPictures.targets(folder))));
            strips.add(new Strip("references", read(TransferPictures.references(folder))));
          }
          strips.add(new Strip(row.point().name(), read(TransferPictures.results(folder))));
          break;
        }
      }
    }
    return strips;
  }

  private static BufferedImage read(Path file) {
    try {
      BufferedImage picture = ImageIO.read(file.toFile());
      if (picture == null) {
        throw new UserError("%s is damaged; delete it, and its run is measured again", file);
      }
      return picture;
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }
}
