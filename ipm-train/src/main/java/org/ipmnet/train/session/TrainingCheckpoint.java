// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.optimizer.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

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
        addAdam(content, m.network().name(), m.first(), m.second(), adam.steps());
      }
    }
    training.save(content);
  }

  /** Adds what Adam remembers of one network, see {@link Adam.Moments}. */
  static void addAdam(
      Checkpoint.Content content, String network, INDArray first, INDArray second, long steps) {
    String name = "adam." + network;
    content.tensor(name + ".first", first);
    content.tensor(name + ".second", second);
    content.text(name + ".steps", Long.toString(steps));
  }

  /** Sets the training's whole state. */
  static void load(Checkpoint checkpoint, Training training) {
    checkpoint.load(training.networks());
    for (Adam adam : training.optimizers()) {
      for (Adam.Moments m : adam.moments()) {
        String name = "adam." + m.network().name();
        checkpoint.read(name + ".first", m.first());
        checkpoint.read(name + ".second", m.second());
        adam.steps(Long.parseLong(checkpoint.text(name + ".steps")));
      }
    }
    training.load(checkpoint);
  }
}
