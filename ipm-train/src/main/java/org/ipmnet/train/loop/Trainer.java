// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Iterates: has the algorithm take its steps and tells the listeners. */
public final class Trainer {
  private final Supplier<LossReport> step;
  private final List<TrainingListener> listeners;

  /**
   * A trainer.
   *
   * @param step one iteration: takes the next batch, which is the first one of {@link #run} at
   *     first, and updates the networks
   * @param listeners told in this order; closing them is their owner's business
   */
  public Trainer(Supplier<LossReport> step, List<? extends TrainingListener> listeners) {
    this.step = step;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Runs until the last iteration or until asked to stop, which takes effect between two
   * iterations.
   *
   * @return how far it came
   */
  public Progress run(Progress start, StopRequest stop) {
    Progress progress = start;
    for (TrainingListener listener : listeners) {
      listener.onStart(progress);
    }
    while (!progress.finished() && !stop.getAsBoolean()) {
      stop.underWay(
          String.format(
              Locale.ROOT, "finishing iteration %d, then saving", progress.iteration() + 1));
      LossReport losses = step.get();
      progress = progress.next();
      for (TrainingListener listener : listeners) {
        listener.afterStep(progress, losses);
      }
    }
    return progress;
  }
}
