// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.optimizer.Adam;

/**
 * What of a training goes into a checkpoint: networks, running statistics, Adam's moments, and what
 * the training adds.
 */
final class TrainingCheckpoint {
  private TrainingCheckpoint() {}

  /** Adds the training's whole state. */
  static void save(Training training, Checkpoint.Content content) {
    training.networks().forEach(content::network);
    for (Adam adam : training.optimizers()) {
      for (Adam.Moments m : adam.moments()) {
        String name = "adam." + m.network().name();
        content.tensor(name + ".first", m.first());
        content.tensor(name + ".second", m.second());
        content.text(name + ".steps", Long.toString(adam.steps()));
      }
    }
    training.save(content);
  }

  /**
   * Sets the training's whole state.
   *
   * @throws UserError if the checkpoint lacks something or holds what does not fit
   */
  static void load(Checkpoint checkpoint, Training training) {
    checkpoint.load(training.networks());
    for (Adam adam : training.optimizers()) {
      for (Adam.Moments m : adam.moments()) {
        String name = "adam." + m.network().name();
        checkpoint.read(name + ".first", m.first());
        checkpoint.read(name + ".second", m.second());
        adam.steps(checkpoint.number(name + ".steps", Adam.MOST_STEPS));
      }
    }
    training.load(checkpoint);
  }
}
