// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.util.List;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.Provenance;

/**
 * Writes a parser's checkpoints: weights, running statistics, velocity, configuration. It belongs
 * behind the guards of losses and parameters.
 */
final class ParserCheckpoints implements TrainingListener {
  /** The text that holds the checksum of the training data. */
  static final String DATA = "ipm.data";

  private static final String VELOCITY = "sgd.bisenet.velocity";

  private final ParserTraining training;
  private final ParserConfig config;
  private final CheckpointStore store;
  private final Provenance provenance;
  private long written = -1;

  ParserCheckpoints(
      ParserTraining training, ParserConfig config, CheckpointStore store, Provenance provenance) {
    this.training = training;
    this.config = config;
    this.store = store;
    this.provenance = provenance;
  }

  /** Sets a training's whole state. */
  static void load(Checkpoint checkpoint, ParserTraining training) {
    checkpoint.load(List.of(training.network()));
    checkpoint.read(VELOCITY, training.sgd().velocity());
    training.iteration(checkpoint.iteration());
  }

  @Override
  public void onStart(Progress progress) {
    if (progress.iteration() == 0) {
      write(progress);
    }
    written = progress.iteration();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % config.checkpoint().every() == 0 || progress.finished()) {
      write(progress);
    }
  }

  /** Writes the state of a run that stops, unless it is written already. */
  void stopped(Progress progress) {
    if (written != progress.iteration()) {
      write(progress);
    }
  }

  private void write(Progress progress) {
    store.write(
        progress.iteration(),
        new Checkpoint.Content(progress.iteration(), config.toYaml())
            .text("ipm.version", provenance.ipm())
            .text("ipm.java", provenance.java())
            .text("ipm.nd4j", provenance.nd4j())
            .text("ipm.backend", provenance.backend())
            .text(DATA, provenance.data())
            .network(training.network())
            .tensor(VELOCITY, training.sgd().velocity()),
        config.checkpoint());
    written = progress.iteration();
  }
}
