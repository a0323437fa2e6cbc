// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.util.Optional;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.run.Provenance;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes checkpoints: the first at iteration 0, then every so many iterations, and one when
 * training ends or is stopped. It belongs behind the guards of losses and parameters.
 */
final class CheckpointWriter implements TrainingListener {
  /** The text that holds the hash of the training data. */
  static final String DATA = "ipm.data";

  /** The text that tells the weights of a frozen network apart; absent without one. */
  static final String PERCEPTUAL = "ipm.perceptual";

  private final Training training;
  private final String weights;
  private final RunConfig config;
  private final CheckpointStore store;
  private final Provenance provenance;
  private final BareStyle bareStyle;
  private long written = -1;

  CheckpointWriter(
      TrainableModel model,
      RunConfig config,
      CheckpointStore store,
      Provenance provenance,
      BareStyle bareStyle) {
    this.training = model.training();
    this.weights = weights(model);
    this.config = config;
    this.store = store;
    this.provenance = provenance;
    this.bareStyle = bareStyle;
  }

  /** What stands under {@link #PERCEPTUAL}; empty without a frozen network. */
  static String weights(TrainableModel model) {
    return model.frozen().map(frozen -> Long.toHexString(frozen.checksum())).orElse("");
  }

  /** Adds what a resume compares {@link #weights} with. */
  static void addWeights(String weights, Checkpoint.Content content) {
    if (!weights.isEmpty()) {
      content.text(PERCEPTUAL, weights);
    }
  }

  /** A resumed run goes on from a checkpoint that is there already. */
  @Override
  public void onStart(Progress progress) {
    if (progress.iteration() == 0) {
      write(progress, Optional.empty()); // an untrained network has no style to speak of
    }
    written = progress.iteration();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % config.checkpoint().every() == 0 || progress.finished()) {
      write(progress, bareStyle.mean());
    }
  }

  /** Writes the state of a run that stops, unless it is written already. */
  void stopped(Progress progress) {
    if (written != progress.iteration()) {
      write(progress, bareStyle.latest());
    }
  }

  private void write(Progress progress, Optional<INDArray> style) {
    Checkpoint.Content content =
        new Checkpoint.Content(progress.iteration(), config.toYaml())
            .text("ipm.version", provenance.ipm())
            .text("ipm.java", provenance.java())
            .text("ipm.nd4j", provenance.nd4j())
            .text("ipm.backend", provenance.backend())
            .text(DATA, provenance.data());
    style.ifPresent(content::bareStyle);
    addWeights(weights, content);
    TrainingCheckpoint.save(training, content);
    store.write(progress.iteration(), content, config.checkpoint());
    written = progress.iteration();
  }
}
