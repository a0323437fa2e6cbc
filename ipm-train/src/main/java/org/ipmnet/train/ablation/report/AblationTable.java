// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.eval.measure.Measure;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.report.Csv;
import org.ipmnet.train.ablation.run.RunOutcome;
import org.ipmnet.train.ablation.run.RunOutcome.Status;
import org.ipmnet.train.ablation.run.RunOutcomes;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.ablation.space.Point;
import org.ipmnet.train.ablation.space.SpaceConfig.Score;

/** The candidates side by side: the base, then the others from the best to the worst. */
final class AblationTable {
  private final Plan plan;
  private final Score score;
  private final Map<PlannedRun, RunOutcome> outcomes = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private AblationTable(Plan plan) {
    this.plan = plan;
    this.score = plan.space().config().score();
  }

  static AblationTable of(Plan plan, RunOutcomes outcomes) {
    AblationTable table = new AblationTable(plan);
    plan.runs().forEach(run -> outcomes.of(run).ifPresent(o -> table.outcomes.put(run, o)));
    plan.points().forEach(point -> table.rows.add(table.row(point)));
    table.rows.sort(table.order());
    return table;
  }

  private Comparator<Row> order() {
    Comparator<Double> best = (a, b) -> score.isBetter(a, b) ? -1 : score.isBetter(b, a) ? 1 : 0;
    return Comparator.comparing((Row row) -> !row.point().isBase())
        .thenComparing(row -> !row.measures().containsKey(score.measure()))
        .thenComparing(
            row ->
                Optional.ofNullable(row.measures().get(score.measure()))
                    .map(Spread::mean)
                    .orElse(0.0),
            best);
  }

  private Row row(Point point) {
    List<PlannedRun> runs = plan.runs(point);
    List<RunOutcome> complete =
        runs.stream()
            .filter(outcomes::containsKey)
            .map(outcomes::get)
            .filter(outcome -> outcome.status() == Status.COMPLETE)
            .toList();
    Map<Measure, Spread> measures = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      List<Double> values =
          complete.stream()
              .filter(outcome -> outcome.measures().containsKey(measure.key()))
              .map(outcome -> outcome.measures().get(measure.key()))
              .toList();
      if (!values.isEmpty()) {
        measures.put(measure, Spread.of(values));
      }
    }
    Optional<Interval> difference = difference(point);
    OptionalDouble seconds = complete.stream().mapToDouble(RunOutcome::seconds).average();
    return new Row(
        point,
        complete.size(),
        measures,
        difference,
        difference.map(this::verdict).orElse(""),
        seconds,
        note(runs));
  }

  /** Seed by seed: runs of one seed share order, crops and, where figures agree, first weights. */
  private Optional<Interval> difference(Point point) {
    if (point.isBase()) {
      return Optional.empty();
    }
    Map<Long, Double> base = bySeed(plan.points().get(0));
    List<Double> differences = new ArrayList<>();
    bySeed(point)
        .forEach(
            (seed, value) -> {
              if (base.containsKey(seed) && Double.isFinite(value - base.get(seed))) {
                differences.add(value - base.get(seed));
              }
            });
    return differences.isEmpty() ? Optional.empty() : Optional.of(Interval.of(differences));
  }

  /** The score of each run that has one. */
  Map<Long, Double> bySeed(Point point) {
    Map<Long, Double> values = new LinkedHashMap<>();
    for (PlannedRun run : plan.runs(point)) {
      RunOutcome outcome = outcomes.get(run);
      if (outcome != null && outcome.status() == Status.COMPLETE) {
        values.put(run.seed(), outcome.measures().get(score.measure().key()));
      }
    }
    return values;
  }

  private String verdict(Interval difference) {
    if (difference.halfWidth().isEmpty()) {
      return "";
    }
    if (Math.abs(difference.mean()) <= difference.halfWidth().getAsDouble()) {
      return "unclear";
    }
    return score.isBetter(difference.mean(), 0) ? "better" : "worse";
  }

  private String note(List<PlannedRun> runs) {
    Map<String, List<Long>> reasons = new LinkedHashMap<>();
    for (PlannedRun run : runs) {
      RunOutcome outcome = outcomes.get(run);
      String reason =
          outcome == null
              ? "not finished"
              : outcome.status() == Status.COMPLETE
                  ? ""
                  : ConfigTree.hyphenated(outcome.status()) + ": " + outcome.reason();
      if (!reason.isEmpty()) {
        reasons.computeIfAbsent(reason, r -> new ArrayList<>()).add(run.seed());
      }
    }
    return reasons.entrySet().stream()
        .map(
            entry ->
                entry.getValue().size() == runs.size()
                    ? entry.getKey()
                    : String.format(
                        Locale.ROOT,
                        "seed %s %s",
                        entry.getValue().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                        entry.getKey()))
        .collect(Collectors.joining("; "));
  }

  List<Row> rows() {
    return rows;
  }

  Score score() {
    return score;
  }

  /** The measures that any candidate has. */
  List<Measure> measured() {
    return Arrays.stream(Measure.values())
        .filter(measure -> rows.stream().anyMatch(row -> row.measures().containsKey(measure)))
        .toList();
  }

  /** Candidates down. */
  String markdown() {
    StringBuilder text = new StringBuilder("| candidate | ");
    text.append(score.measure().heading())
        .append(" | difference to base | | seeds | time | note |\n|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %d | %s | %s |%n",
              cell(row.point().name()),
              row.cell(score.measure()),
              row.differenceCell(score.measure()),
              row.verdict(),
              row.seeds(),
              row.secondsCell(),
              cell(row.note())));
    }
    return text.toString();
  }

  /** Measures down, candidates across. */
  String allMeasures() {
    StringBuilder text = new StringBuilder("| measure |");
    rows.forEach(row -> text.append(' ').append(cell(row.point().name())).append(" |"));
    text.append("\n|---|").append("---|".repeat(rows.size())).append('\n');
    for (Measure measure : measured()) {
      text.append("| ").append(measure.heading()).append(" |");
      rows.forEach(row -> text.append(' ').append(row.cell(measure)).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** One line for each candidate. */
  String csv() {
    List<String> axes = axes();
    StringBuilder text = new StringBuilder("candidate");
    axes.forEach(axis -> text.append(',').append(Csv.quoted(axis)));
    text.append(",measure,mean,deviation,difference,half_width_95,verdict,seeds,seconds,note\n");
    for (Row row : rows) {
      text.append(Csv.quoted(row.point().name()));
      axes.forEach(
          axis -> text.append(',').append(Csv.quoted(row.point().values().getOrDefault(axis, ""))));
      Optional<Spread> spread = Optional.ofNullable(row.measures().get(score.measure()));
      text.append(',').append(score.measure().key());
      text.append(',').append(spread.map(s -> "" + s.mean()).orElse(""));
      text.append(',').append(spread.map(s -> plain(s.deviation())).orElse(""));
      text.append(',').append(row.difference().map(d -> "" + d.mean()).orElse(""));
      text.append(',').append(row.difference().map(d -> plain(d.halfWidth())).orElse(""));
      text.append(',').append(row.verdict());
      text.append(',').append(row.seeds());
      text.append(',').append(plain(row.seconds()));
      text.append(',').append(Csv.quoted(row.note())).append('\n');
    }
    return text.toString();
  }

  /** One line for each run, with every measure. */
  String runsCsv() {
    List<Measure> measured = measured();
    StringBuilder text = new StringBuilder("candidate,seed,run,status,reason,iterations,seconds");
    measured.forEach(measure -> text.append(',').append(measure.key()));
    text.append('\n');
    for (PlannedRun run : plan.runs()) {
      RunOutcome outcome = outcomes.get(run);
      text.append(Csv.quoted(run.point().name())).append(',').append(run.seed());
      text.append(',').append(Csv.quoted(run.id()));
      if (outcome == null) {
        text.append(",not-finished,,,").append(",".repeat(measured.size())).append('\n');
        continue;
      }
      text.append(',').append(ConfigTree.hyphenated(outcome.status()));
      text.append(',').append(Csv.quoted(outcome.reason()));
      text.append(',').append(outcome.iterations());
      text.append(String.format(Locale.ROOT, ",%.3f", outcome.seconds()));
      for (Measure measure : measured) {
        Double value = outcome.measures().get(measure.key());
        text.append(',').append(value == null ? "" : value.toString());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The keys of the axes. */
  List<String> axes() {
    return plan.space().axes().stream().map(axis -> axis.key()).toList();
  }

  private static String plain(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }
}
