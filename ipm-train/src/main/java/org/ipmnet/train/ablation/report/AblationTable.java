// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.eval.report.MetricTable;
import org.ipmnet.eval.report.Table;
import org.ipmnet.train.ablation.run.RunOutcome;
import org.ipmnet.train.ablation.run.RunOutcome.Status;
import org.ipmnet.train.ablation.run.RunOutcomes;
import org.ipmnet.train.ablation.space.Axis;
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
        .thenComparing(row -> score(row).map(Spread::mean).orElse(0.0), best);
  }

  private Row row(Point point) {
    List<PlannedRun> runs = plan.runs(point);
    List<RunOutcome> complete =
        runs.stream()
            .filter(outcomes::containsKey)
            .map(outcomes::get)
            .filter(outcome -> outcome.status() == Status.COMPLETE)
            .toList();
    Map<Metric, Spread> measures = new EnumMap<>(Metric.class);
    for (Metric measure : Metric.values()) {
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

  /** Seed by seed: runs of one seed share order, crops and, where graphs agree, first weights. */
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
                  : HyphenatedName.of(outcome.status()) + ": " + outcome.reason();
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

  /** Every measure down, candidates across. */
  Table<Metric> measures() {
    return MetricTable.of(rows, row -> row.point().name(), Row::cell);
  }

  /** Candidates down. */
  Table<Row> candidates() {
    Metric measure = score.measure();
    return new Table<>(rows)
        .column("candidate", row -> row.point().name())
        .column(measure.heading(), row -> row.cell(measure))
        .column("difference to base", row -> row.differenceCell(measure))
        .column("", Row::verdict)
        .column("seeds", Row::seeds)
        .column("time", Row::secondsCell)
        .column("note", Row::note);
  }

  /** Candidates down, for programs. */
  Table<Row> values() {
    Table<Row> table = new Table<>(rows).column("candidate", row -> row.point().name());
    for (Axis axis : plan.space().axes()) {
      table.column(axis.key(), row -> row.point().values().get(axis.key()));
    }
    return table
        .column("measure", row -> score.measure().key())
        .column("mean", row -> score(row).map(Spread::mean).orElse(null))
        .column("deviation", row -> score(row).map(Spread::deviation).orElse(null))
        .column("difference", row -> row.difference().map(Interval::mean).orElse(null))
        .column("half_width_95", row -> row.difference().map(Interval::halfWidth).orElse(null))
        .column("verdict", Row::verdict)
        .column("seeds", Row::seeds)
        .column("seconds", Row::seconds)
        .column("note", Row::note);
  }

  private Optional<Spread> score(Row row) {
    return Optional.ofNullable(row.measures().get(score.measure()));
  }

  /** Runs down, with every measure. */
  Table<PlannedRun> runs() {
    Table<PlannedRun> table =
        new Table<>(plan.runs())
            .column("candidate", run -> run.point().name())
            .column("seed", PlannedRun::seed)
            .column("run", PlannedRun::id)
            .column("status", this::status)
            .column("reason", run -> of(run, RunOutcome::reason))
            .column("iterations", run -> of(run, RunOutcome::iterations))
            .column(
                "seconds", run -> of(run, o -> String.format(Locale.ROOT, "%.3f", o.seconds())));
    for (Metric measure : measures().rows()) {
      table.column(measure.key(), run -> of(run, o -> o.measures().get(measure.key())));
    }
    return table;
  }

  private Object status(PlannedRun run) {
    Object status = of(run, outcome -> HyphenatedName.of(outcome.status()));
    return status == null ? "not-finished" : status;
  }

  private Object of(PlannedRun run, Function<RunOutcome, Object> value) {
    return Optional.ofNullable(outcomes.get(run)).map(value).orElse(null);
  }
}
