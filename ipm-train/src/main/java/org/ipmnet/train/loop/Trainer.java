// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.ipmnet.data.batch.BatchLoader;

/** Iterates: hands batches to the algorithm and tells the listeners. */
public final class Trainer {
  private final TrainingStep training;
  private final BatchLoader batches;
  private final List<TrainingListener> listeners;

  /**
   * A trainer.
   *
   * @param batches begins where {@link #run} begins
   * @param listeners told in this order; closing them is their owner's business
   */
  public Trainer(
      TrainingStep training, BatchLoader batches, List<? extends TrainingListener> listeners) {
    this.training = training;
    this.batches = batches;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Runs until the last iteration or until asked to stop, which takes effect between two
   * iterations.
   *
   * @return how far it came
   */
  public Progress run(Progress start, BooleanSupplier stop) {
    Progress progress = start;
    for (TrainingListener listener : listeners) {
      listener.onStart(progress);
    }
    while (!progress.finished() && !stop.getAsBoolean()) {
      LossReport losses = training.step(batches.next());
      progress = progress.next();
      for (TrainingListener listener : listeners) {
        listener.afterStep(progress, losses);
      }
    }
    return progress;
  }
}
