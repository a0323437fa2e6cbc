// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.network.Network;
import org.ipmnet.train.gan.MakeupTraining;
import org.ipmnet.train.optimizer.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What of a training goes into a checkpoint: networks, running statistics, Adam's moments. */
final class TrainingCheckpoint {
  private TrainingCheckpoint() {}

  /** Adds the training's whole state. */
  static void save(MakeupTraining training, Checkpoint.Content content) {
    networks(training).forEach(content::network);
    for (Adam adam : optimizers(training)) {
      for (Adam.Moments m : adam.moments()) {
        addAdam(content, m.network().name(), m.first(), m.second(), adam.steps());
      }
    }
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
  static void load(Checkpoint checkpoint, MakeupTraining training) {
    checkpoint.load(networks(training));
    for (Adam adam : optimizers(training)) {
      for (Adam.Moments m : adam.moments()) {
        String name = "adam." + m.network().name();
        checkpoint.read(name + ".first", m.first());
        checkpoint.read(name + ".second", m.second());
        adam.steps(Long.parseLong(checkpoint.text(name + ".steps")));
      }
    }
  }

  private static List<Network> networks(MakeupTraining training) {
    List<Network> networks = new ArrayList<>(training.net().networks());
    if (training.discriminators() != null) {
      networks.addAll(training.discriminators().networks());
    }
    return networks;
  }

  private static List<Adam> optimizers(MakeupTraining training) {
    return training.discriminatorAdam() == null
        ? List.of(training.adam())
        : List.of(training.adam(), training.discriminatorAdam());
  }
}
