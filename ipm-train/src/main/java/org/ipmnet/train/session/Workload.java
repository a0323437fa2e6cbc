// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.network.Network;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;

/** What a run trains and what it trains on, open; see {@link ResumableRun}. */
public interface Workload extends AutoCloseable {
  /** Why a checkpoint is written. */
  enum Occasion {
    /** Nothing is trained yet. */
    BEGINNING,
    /** Its iteration has come, or training has ended. */
    DUE,
    /** The run was asked to stop, and should not take long to do so. */
    STOPPED
  }

  /** The photos that it trains on and holds out. */
  RunPhotos photos();

  /** The networks that are trained. */
  List<Network> networks();

  /** Gives the networks their first parameters. */
  void initialise();

  /**
   * Goes on from a checkpoint.
   *
   * @param root the run's folder, for messages
   * @throws org.ipmnet.core.UserError if it lacks something, holds what does not fit, or frozen
   *     networks are others than before
   */
  void load(Checkpoint checkpoint, Path root);

  /** Adds what {@link #load} takes. */
  void save(Checkpoint.Content content, Occasion occasion);

  /**
   * Begins to load batches; once.
   *
   * @param iteration iterations that are done
   * @return one iteration a call
   */
  Supplier<LossReport> steps(long iteration);

  /** What draws and measures the networks while they train; closed by the caller. */
  List<TrainingListener> pictures(RunLayout layout, TensorBoardEvents events);

  /**
   * The iterations have ended.
   *
   * @param nanoseconds that they took
   */
  default void ended(long nanoseconds) {}

  @Override
  void close();
}
