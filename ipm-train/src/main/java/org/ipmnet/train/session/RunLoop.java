// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.core.io.Opening;
import org.ipmnet.train.config.LogSettings;
import org.ipmnet.train.log.DivergenceGuard;
import org.ipmnet.train.log.ParameterGuard;
import org.ipmnet.train.log.ProgressLine;
import org.ipmnet.train.log.StatsLog;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.ListenerGroup;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.loop.Trainer;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.report.ReportRefresher;
import org.ipmnet.train.run.NativeHeapTrim;
import org.ipmnet.train.run.RunLayout;

/**
 * The iterations of a run in its folder, with the side jobs that every run has, whatever it trains:
 * log, curves, progress, guards, pictures, checkpoints and report.
 */
final class RunLoop {
  private final RunLayout layout;
  private final Workload workload;
  private final LogSettings log;
  private final CheckpointWriter checkpoints;
  private final ParameterGuard parameters;

  /** A loop, to be run once; writes the run's provenance. */
  RunLoop(RunLayout layout, RunSettings settings, Workload workload) {
    this.layout = layout;
    this.workload = workload;
    this.log = settings.log();
    Provenance provenance =
        Provenance.here(workload.photos().hash(), settings.seed(), Clock.systemUTC().instant());
    provenance.writeTo(layout.provenance());
    this.checkpoints = new CheckpointWriter(layout, settings, provenance, workload);
    this.parameters =
        new ParameterGuard(
            workload.networks(),
            settings.checkpoint().every(),
            log.samplesEvery(),
            settings.measuresEvery());
  }

  /**
   * Iterates, and writes a checkpoint where it ends.
   *
   * @param from where the run starts or goes on
   * @param out where progress is printed
   * @param terminal whether that is a terminal, which gets a moving bar
   * @param stop asked between two iterations
   * @return how far it came
   * @throws TrainingDiverged naming the last good checkpoint
   */
  Progress run(Progress from, PrintStream out, boolean terminal, StopRequest stop) {
    Supplier<LossReport> steps = workload.steps(from.iteration());
    long began = System.nanoTime();
    Progress reached;
    try (ListenerGroup listeners = listeners(ProgressLine.on(out, terminal, System::nanoTime))) {
      reached = new Trainer(steps, List.of(listeners)).run(from, stop);
      stop.underWay("saving");
      parameters.requireFinite(reached);
      checkpoints.stopped(reached);
    } catch (TrainingDiverged e) {
      throw e.keeping(lastGood(e));
    }
    workload.ended(System.nanoTime() - began);
    return reached;
  }

  /** Their order matters: the guards come before all that draws, measures or saves the networks. */
  private ListenerGroup listeners(TrainingListener progress) {
    TensorBoardEvents events = new TensorBoardEvents(layout.root(), log.every(), Clock.systemUTC());
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new StatsLog(layout.stats(), log.every(), System::nanoTime));
    listeners.add(events);
    listeners.add(progress);
    listeners.add(new DivergenceGuard(log.largestLoss()));
    listeners.add(parameters);
    try (Opening opening = new Opening()) {
      for (TrainingListener picture : workload.pictures(layout, events)) {
        listeners.add(opening.add(picture));
      }
      listeners.add(checkpoints);
      listeners.add(new ReportRefresher(layout, log.reportSeconds(), System::nanoTime));
      listeners.add(NativeHeapTrim.ofThisProcess());
      opening.complete();
    }
    return new ListenerGroup(listeners);
  }

  private List<Path> lastGood(TrainingDiverged failure) {
    try {
      return new CheckpointStore(layout.checkpoints()).newestFirst();
    } catch (UserError e) {
      failure.addSuppressed(e);
      return List.of();
    }
  }
}
