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

/** The networks that a {@link ResumableRun} trains and the photos that it trains them on. */
public interface Workload extends AutoCloseable {
  /** Why a checkpoint is written. */
  enum Occasion {
    /** Nothing is trained yet. */
    BEGINNING,
    /** Its iteration has come, or training has ended. */
    DUE,
    /** The run was asked to stop: nothing slow may be computed for this checkpoint. */
    STOPPED
  }

  /** The photos that it trains on and holds out. */
  RunPhotos photos();

  /** The networks that are trained. */
  List<Network> networks();

  /** Gives the networks their first parameters. */
  void initialise();

  /**
   * Sets all state from a checkpoint.
   *
   * @param root the run's folder, for messages
   * @throws org.ipmnet.core.UserError if it lacks something, holds what does not fit, or a frozen
   *     network has other weights than before
   */
  void load(Checkpoint checkpoint, Path root);

  /** Adds the state that {@link #load} sets. */
  void save(Checkpoint.Content content, Occasion occasion);

  /**
   * Starts to load batches; called once.
   *
   * @param iteration iterations that are done
   * @return runs one iteration at each call
   */
  Supplier<LossReport> steps(long iteration);

  /** Listeners that draw and measure the networks; closed by the caller. */
  List<TrainingListener> pictures(RunLayout layout, TensorBoardEvents events);

  /**
   * Called when the iterations have ended without an error.
   *
   * @param nanoseconds that they took
   */
  default void ended(long nanoseconds) {}

  @Override
  void close();
}
