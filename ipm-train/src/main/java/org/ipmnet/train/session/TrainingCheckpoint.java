// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.model.FrozenNetwork;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.optimizer.Adam;

/**
 * A training's part of a checkpoint: networks, running statistics, Adam's moments, and what {@link
 * Training#save} adds.
 */
final class TrainingCheckpoint {
  /** The text with the checksum of the frozen network's weights; absent without such a network. */
  private static final String PERCEPTUAL = "ipm.perceptual";

  private TrainingCheckpoint() {}

  /** Adds the checksum of the frozen network's weights, which a resume compares. */
  static void saveFrozen(TrainableModel model, Checkpoint.Content content) {
    if (model.frozen().isPresent()) {
      content.text(PERCEPTUAL, checksum(model));
    }
  }

  /**
   * Checks that the frozen network has the weights with which the run began.
   *
   * @throws UserError naming the key and the run if it has others
   */
  static void requireSameFrozen(Checkpoint checkpoint, TrainableModel model, Path root) {
    if (!checksum(model).equals(checkpoint.textOr(PERCEPTUAL, ""))) {
      throw new UserError(
          "the file of %s is not the one that %s began with: an exact resume needs the same weights",
          model.frozen().map(FrozenNetwork::key).orElse("a frozen network"), root);
    }
  }

  private static String checksum(TrainableModel model) {
    return model.frozen().map(frozen -> Long.toHexString(frozen.checksum())).orElse("");
  }

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
