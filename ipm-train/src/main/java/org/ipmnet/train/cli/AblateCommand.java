// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.config.DataFolder;
import org.ipmnet.train.ablation.report.AblationReport;
import org.ipmnet.train.ablation.run.AblationLayout;
import org.ipmnet.train.ablation.run.RunOutcome;
import org.ipmnet.train.ablation.run.RunOutcomes;
import org.ipmnet.train.ablation.run.Search;
import org.ipmnet.train.ablation.run.Search.Launcher;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.ablation.space.Space;
import org.ipmnet.train.cluster.Cluster;
import org.ipmnet.train.cluster.ClusterRuns;
import org.ipmnet.train.session.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm ablate}. */
@Command(
    name = "ablate",
    mixinStandardHelpOptions = true,
    description =
        "Train and measure candidates that differ from a base, and compare them; the same command goes"
            + " on after Ctrl-C, kill or a power cut.",
    footer = {
      "",
      "SPACE says which: files of differences, a grid or random draws; see docs/ABLATION.md "
          + "and configs/ablation/spaces.",
      "",
      "DIR/report.html, report.md and table.csv compare what is done so far; DIR/runs has an "
          + "ordinary run folder for each candidate and seed. The exit code is 2 if a run failed.",
      "",
      "Example:",
      "  ipm ablate configs/ablation/spaces/parts-demo.yaml --data faces --out parts"
    })
final class AblateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SPACE", description = "a space file")
  private Path space;

  @Option(names = "--data", paramLabel = "DIR", description = "folder in MT layout")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "new or empty, or this ablation's from before")
  private Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "runs at once (as many as cores and memory allow)")
  private int jobs;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description = "set a configuration key of the base")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--dry-run", description = "print the candidates and stop")
  private boolean dryRun;

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    if (jobs < 0) {
      throw new UserError("--jobs must be at least 1, found " + jobs);
    }
    List<ConfigTree> over = data == null ? List.of() : List.of(DataFolder.alone(data));
    Plan plan = Plan.of(Space.load(space), over, assignments);
    plan.same()
        .forEach(
            (name, equal) ->
                System.out.printf(Locale.ROOT, "%s equals %s: left out%n", name, equal));
    plan.runs().stream()
        .filter(run -> run.isRefused())
        .forEach(
            run -> System.out.printf(Locale.ROOT, "%s cannot run: %s%n", run.id(), run.refusal()));
    if (dryRun) {
      plan.points()
          .forEach(
              point ->
                  System.out.printf(
                      Locale.ROOT,
                      "%s %s%n%s",
                      point.id(),
                      point.name(),
                      point.differences().indent(4)));
      return 0;
    }
    Options.require("--out", out);
    AblationLayout layout = new AblationLayout(out);
    Search search =
        new Search(
            plan,
            layout,
            launcher(),
            System.out,
            StopSignal.listen(System.err, "the runs under way save and stop"),
            () -> AblationReport.of(plan, layout).write());
    Search.End end = clusterOptions.areGiven() ? onCluster(search) : search.run(jobs);
    AblationReport report = AblationReport.of(plan, layout);
    report.write();
    System.out.println(report.table());
    System.out.printf(Locale.ROOT, "report: %s%n", out.resolve("report.html"));
    switch (end) {
      case DONE -> {}
      case TIME ->
          System.out.println("the budget's time is over; with more, the same command goes on");
      case STOPPED -> {
        System.out.println("stopped; the same command goes on");
        return 0;
      }
    }
    requireNoneFailed(plan, new RunOutcomes(layout));
    return 0;
  }

  private Search.End onCluster(Search search) {
    if (jobs > 0) {
      throw new UserError("--jobs is for one machine; with --cluster say --workers");
    }
    try (Cluster cluster = clusterOptions.connect()) {
      return search
          .on(
              new Search.Elsewhere(
                  new ClusterRuns(cluster), clusterOptions.workers(), clusterOptions.cores()))
          .run(0);
    }
  }

  /** A script must not take a table with holes for a whole one. */
  private void requireNoneFailed(Plan plan, RunOutcomes outcomes) {
    List<PlannedRun> failed =
        plan.runs().stream()
            .filter(run -> outcomes.of(run).filter(RunOutcome::hasFailed).isPresent())
            .toList();
    if (!failed.isEmpty()) {
      throw new UserError(
          "%d of %d runs failed, of %s; %s says why",
          failed.size(),
          plan.runs().size(),
          failed.stream()
              .map(run -> run.point().name())
              .distinct()
              .collect(Collectors.joining(", ")),
          out.resolve("report.html"));
    }
  }

  /** This program as it was started, with the same Java, options and classes. */
  private Launcher launcher() {
    List<String> command = new ArrayList<>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    if (DebugOption.isGiven(spec.root().commandLine().getParseResult())) {
      command.add(DebugOption.NAME);
    }
    return new Launcher(List.copyOf(command), AblateRunCommand.NAME, "bench");
  }
}
