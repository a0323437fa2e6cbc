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
 * log, curves, progress, guards, checkpoints and report.
 */
public final class RunLoop {
  private final RunLayout layout;
  private final LogSettings log;
  private final PrintStream out;
  private final boolean terminal;
  private final TensorBoardEvents events;

  /**
   * A loop, to be run once.
   *
   * @param out where progress goes
   * @param terminal whether that is a terminal, which gets a moving bar
   */
  public RunLoop(RunLayout layout, LogSettings log, PrintStream out, boolean terminal) {
    this.layout = layout;
    this.log = log;
    this.out = out;
    this.terminal = terminal;
    this.events = new TensorBoardEvents(layout.root(), log.every(), Clock.systemUTC());
  }

  /** Takes what the run draws and measures. */
  public TensorBoardEvents events() {
    return events;
  }

  /**
   * Iterates, and leaves a checkpoint of where it ends.
   *
   * @param from where the run starts or goes on
   * @param stop asked between two iterations
   * @param step one iteration
   * @param parameters looks at the networks before anything is made of them
   * @param pictures draw and measure the networks
   * @return how far it came
   * @throws TrainingDiverged naming the last good checkpoint
   */
  public Progress run(
      Progress from,
      StopRequest stop,
      Supplier<LossReport> step,
      ParameterGuard parameters,
      List<TrainingListener> pictures,
      CheckpointWriter checkpoints) {
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new StatsLog(layout.stats(), log.every(), System::nanoTime));
    listeners.add(events);
    listeners.add(ProgressLine.on(out, terminal, System::nanoTime));
    listeners.add(new DivergenceGuard(log.largestLoss()));
    listeners.add(parameters);
    listeners.addAll(pictures);
    listeners.add(checkpoints);
    listeners.add(new ReportRefresher(layout, log.reportSeconds(), System::nanoTime));
    listeners.add(NativeHeapTrim.ofThisProcess());
    try (ListenerGroup group = new ListenerGroup(listeners)) {
      Progress reached = new Trainer(step, List.of(group)).run(from, stop);
      stop.underWay("saving");
      parameters.requireFinite(reached);
      checkpoints.stopped(reached);
      return reached;
    } catch (TrainingDiverged e) {
      throw e.keeping(lastGood(e));
    }
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
