// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.train.ablation.space.Plan;
import org.ipmnet.train.ablation.space.PlannedRun;
import org.ipmnet.train.ablation.space.SpaceConfig;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.run.RunLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a plan out: Arbiter's local runner decides what runs when, side by side, until all is
 * done, time is over or somebody asks to stop. What is on disk is all that a search knows: started
 * again, it passes over finished runs and goes on with those that were under way.
 */
public final class Search {
  private static final Logger LOG = LoggerFactory.getLogger(Search.class);

  private final Plan plan;
  private final AblationLayout layout;
  private final Launcher launcher;
  private final Machine machine;
  private final PrintStream out;
  private final BooleanSupplier stop;
  private final Runnable afterEach;
  private final RunOutcomes outcomes;
  private final MetricScore score;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Shares shares;
  private PromisedMemory memory;
  private SpentTime spent;
  private Elsewhere elsewhere; // or null: runs are processes of this machine

  /**
   * Where runs are carried out if not in processes of this machine.
   *
   * @param jobs how many at once
   * @param threads of each
   */
  public record Elsewhere(RunProcess.Starter starter, int jobs, int threads) {}

  /**
   * A search.
   *
   * @param layout of a folder that is new, empty, or holds this search from before
   * @param afterEach called, one at a time, whenever a run has come to an end
   * @param stop asked all the time
   */
  public Search(
      Plan plan,
      AblationLayout layout,
      Launcher launcher,
      PrintStream out,
      BooleanSupplier stop,
      Runnable afterEach) {
    this(plan, layout, launcher, Machine.here(), out, stop, afterEach);
  }

  Search(
      Plan plan,
      AblationLayout layout,
      Launcher launcher,
      Machine machine,
      PrintStream out,
      BooleanSupplier stop,
      Runnable afterEach) {
    this.plan = plan;
    this.layout = layout;
    this.launcher = launcher;
    this.machine = machine;
    this.out = out;
    this.stop = stop;
    this.afterEach = afterEach;
    this.outcomes = new RunOutcomes(layout);
    this.score = new MetricScore(plan.space().config().score());
  }

  /**
   * How a process of this program is started.
   *
   * @param command the program without any arguments
   * @param run the command that carries out one run of an ablation, see {@link MeasuredRun}
   * @param bench the command that times iterations
   */
  public record Launcher(List<String> command, String run, String bench) {}

  /** Has its runs carried out elsewhere. */
  public Search on(Elsewhere machines) {
    this.elsewhere = machines;
    return this;
  }

  /** How a search ended. */
  public enum End {
    /** Every run has an outcome. */
    DONE,
    /** The time of the budget is over. */
    TIME,
    /** It was asked to stop. */
    STOPPED
  }

  /**
   * Runs what has no outcome yet.
   *
   * @param jobs runs at once; 0 for as many as cores and memory allow
   * @throws UserError if the folder holds something else, or results cannot be written
   */
  public End run(int jobs) {
    requireOurs(); // before anything is written into somebody's folder
    AtomicFile.makeFolder(layout.root());
    try (RunLock lock = RunLock.acquire(new RunLayout(layout.root()))) {
      requireOurs(); // again: another process may have come and gone in between
      makeFolders();
      AtomicFile.removeLeftovers(layout.root());
      writeConfigs();
      spent = new SpentTime(layout.spent(), machine.nanoTime());
      List<PlannedRun> left =
          plan.runs().stream().filter(run -> outcomes.of(run).isEmpty()).toList();
      out.printf(
          Locale.ROOT,
          "%d candidates with %d seeds: %d runs, %d of them finished before%n",
          plan.points().size(),
          plan.space().config().seeds(),
          plan.runs().size(),
          plan.runs().size() - left.size());
      if (!left.isEmpty() && !isStopping()) {
        shares = shares(jobs);
        memory = new PromisedMemory(shares.mebibytes(), machine.availableMebibytes());
        out.printf(
            Locale.ROOT, "%d at once with %d threads each%n", shares.jobs(), shares.threads());
        execute();
      }
      spent.close();
      throwFailure();
      if (plan.runs().stream().allMatch(run -> outcomes.of(run).isPresent())) {
        return End.DONE;
      }
      return stop.getAsBoolean() ? End.STOPPED : End.TIME;
    }
  }

  /** A folder's names alone prove nothing: many a project has its own {@code configs}. */
  private void requireOurs() {
    if (!Files.exists(layout.marker())) {
      RunFolder.requireUsable(layout.root());
    }
  }

  private void makeFolders() {
    AtomicFile.write(layout.marker(), "An ablation: the command that made it goes on here.\n");
    for (String name : List.of("configs", "results", "logs", "runs")) {
      AtomicFile.makeFolder(layout.root().resolve(name));
    }
  }

  /** A run whose configuration is another one now would be told as what it is not. */
  private void writeConfigs() {
    for (PlannedRun run : plan.runs()) {
      Path file = layout.config(run);
      if (run.isRefused()) {
        continue;
      }
      String text = text(run);
      try {
        if (!Files.exists(file)) {
          AtomicFile.write(file, text);
        } else if (!isSame(file, Files.readString(file), text)) {
          throw new UserError(
              "%s holds another ablation: %s is not what %s and the command line say now; name another folder",
              layout.root(), file, plan.file());
        }
      } catch (IOException e) {
        throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
      }
    }
  }

  /** What was written before a key came to be leaves it out, and means the same. */
  private static boolean isSame(Path file, String before, String now) {
    return before.lines().findFirst().equals(now.lines().findFirst())
        && RunConfig.of(ConfigTree.parse(file.toString(), before))
            .equals(RunConfig.of(ConfigTree.parse(file.toString(), now)));
  }

  /** With the measurement, which makes a run's result as much as its training does. */
  private String text(PlannedRun run) {
    SpaceConfig.Evaluation evaluation = plan.space().config().evaluation();
    return String.format(
        Locale.ROOT,
        "# measured: each bare face of split %s %d times%n%s",
        HyphenatedName.of(evaluation.split()),
        evaluation.runs(),
        run.config());
  }

  private Shares shares(int jobs) {
    if (elsewhere != null) { // whose memory is not this machine's
      return Shares.of(elsewhere.jobs(), elsewhere.jobs() * elsewhere.threads(), 0);
    }
    if (Files.exists(layout.shares())) {
      Shares before = Shares.read(layout.shares());
      return jobs == 0 ? before : before.withJobs(jobs);
    }
    int cores = machine.cores();
    Shares decided =
        jobs > 0
            ? Shares.of(jobs, cores, 0)
            : Shares.fitting(
                plan.runs().size(), cores, need(), machine.availableMebibytes().getAsLong());
    if (!isStopping()) { // else nobody has really looked
      decided.writeTo(layout.shares());
    }
    return decided;
  }

  /** What a run of the base needs, in MiB: two iterations tell; 0 if that fails. */
  private long need() {
    if (machine.cores() == 1) {
      return 0;
    }
    out.println("looking how much memory a run needs ...");
    PlannedRun base = plan.runs().get(0);
    ChildProcess probe =
        ChildProcess.start(
            launcher.command(),
            List.of(
                launcher.bench(),
                "--what=train",
                "--warm-up=1",
                "--iterations=1",
                "--config=" + layout.config(base)),
            machine.cores(),
            layout.log("memory"));
    try {
      while (!probe.ended(100)) {
        if (isStopping()) {
          probe.kill();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      probe.kill(); // ended already, unless nobody watches it any more
    }
    return probe.endedWell() ? PeakOf.mebibytes(probe.printed()) : 0;
  }

  private void execute() {
    List<TerminationCondition> conditions = new ArrayList<>();
    // an exhausted generator does not end Arbiter's loop
    conditions.add(new MaxCandidatesCondition(plan.runs().size()));
    conditions.add(new Asked());
    Double minutes = plan.space().config().budget().minutes();
    if (minutes != null) {
      long left = Math.max(0, Math.round(1000 * (60 * minutes - spent.seconds())));
      conditions.add(new MaxTimeCondition(left, TimeUnit.MILLISECONDS));
    }
    OptimizationConfiguration configuration =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(new PlannedCandidates(plan.runs()))
            .modelSaver(outcomes)
            .scoreFunction(score)
            .terminationConditions(conditions)
            .build();
    LocalOptimizationRunner runner =
        new LocalOptimizationRunner(shares.jobs(), configuration, new Tasks());
    // what is under way is asked to stop, and saving may take as long as an iteration
    runner.setShutdownMaxWaitMS(Long.MAX_VALUE);
    runner.execute();
  }

  /** Ends Arbiter's loop when tasks are asked to end. */
  private final class Asked implements TerminationCondition {
    @Override
    public void initialize(IOptimizationRunner runner) {}

    @Override
    public boolean terminate(IOptimizationRunner runner) {
      return isStopping();
    }

    @Override
    public String toString() {
      return "asked to stop";
    }
  }

  private final class Tasks implements TaskCreator {
    @Override
    @Deprecated
    public Callable<OptimizationResult> create(
        @SuppressWarnings("rawtypes") Candidate candidate,
        DataProvider data,
        ScoreFunction function,
        List<StatusListener> listeners,
        IOptimizationRunner runner) {
      @SuppressWarnings("unchecked") // PlannedCandidates makes no others
      Candidate<PlannedRun> planned = candidate;
      return new RunTask(Search.this, planned);
    }

    @Override
    public Callable<OptimizationResult> create(
        @SuppressWarnings("rawtypes") Candidate candidate,
        Class<? extends DataSource> data,
        Properties properties,
        ScoreFunction function,
        List<StatusListener> listeners,
        IOptimizationRunner runner) {
      return create(candidate, null, function, listeners, runner);
    }
  }

  Plan plan() {
    return plan;
  }

  AblationLayout layout() {
    return layout;
  }

  RunOutcomes outcomes() {
    return outcomes;
  }

  MetricScore score() {
    return score;
  }

  /** Whether no run should begin or go on. */
  boolean isStopping() {
    Double minutes = plan.space().config().budget().minutes();
    double seconds = spent.seconds(); // which writes it down, for a budget that is set later
    return stop.getAsBoolean()
        || failure.get() != null
        || minutes != null && seconds >= 60 * minutes;
  }

  /**
   * Ends the search.
   *
   * @param e unchecked
   */
  void fail(Throwable e) {
    failure.compareAndSet(null, e);
  }

  private void throwFailure() {
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() != null) {
      throw (RuntimeException) failure.get();
    }
  }

  PromisedMemory memory() {
    return memory;
  }

  RunProcess start(PlannedRun run) {
    SpaceConfig config = plan.space().config();
    if (elsewhere != null) {
      return elsewhere
          .starter()
          .start(
              new MeasuredRun(
                  layout.config(run),
                  layout.run(run).root(),
                  config.evaluation().split(),
                  config.evaluation().runs(),
                  plan.base().seed(),
                  config.score().measure()),
              layout.log(run));
    }
    return ChildProcess.start(
        launcher.command(),
        List.of(
            launcher.run(),
            "--config=" + layout.config(run),
            "--out=" + layout.run(run).root(),
            "--split=" + HyphenatedName.of(config.evaluation().split()),
            "--runs=" + config.evaluation().runs(),
            "--seed=" + plan.base().seed(),
            "--score=" + config.score().measure().name()),
        shares.threads(),
        layout.log(run));
  }

  /** Says what came of a run. */
  synchronized void told(PlannedRun run, RunOutcome outcome) {
    long done = plan.runs().stream().filter(r -> outcomes.of(r).isPresent()).count();
    SpaceConfig.Score by = plan.space().config().score();
    String what =
        outcome.status() == RunOutcome.Status.COMPLETE
            ? String.format(
                Locale.ROOT,
                "%s %.4g, %.0f s",
                by.measure().title(),
                outcome.measures().get(by.measure().key()),
                outcome.seconds())
            : HyphenatedName.of(outcome.status()) + ": " + outcome.reason();
    out.printf(
        Locale.ROOT,
        "%d of %d: %s, seed %d: %s%n",
        done,
        plan.runs().size(),
        run.point().name(),
        run.seed(),
        what);
    try {
      afterEach.run();
    } catch (RuntimeException e) { // the runs are worth more than their report
      LOG.warn("no new report", e);
    }
  }
}
