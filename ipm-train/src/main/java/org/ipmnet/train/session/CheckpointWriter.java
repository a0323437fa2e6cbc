// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/**
 * Writes checkpoints: the first at iteration 0, then every so many iterations, and one when
 * training ends or is stopped. It belongs behind the guards of losses and parameters.
 */
public final class CheckpointWriter implements TrainingListener {
  private final CheckpointStore store;
  private final CheckpointStore.Retention retention;
  private final String config;
  private final Provenance provenance;
  private final RunPhotos photos;
  private final State state;
  private long written = -1;

  /** Why a checkpoint is written. */
  public enum Occasion {
    /** Nothing is trained yet. */
    BEGINNING,
    /** Its iteration has come, or training has ended. */
    DUE,
    /** The run was asked to stop, and should not take long to do so. */
    STOPPED
  }

  /** What a run needs to go on. */
  @FunctionalInterface
  public interface State {
    /** Adds it. */
    void addTo(Checkpoint.Content content, Occasion occasion);
  }

  /**
   * A writer.
   *
   * @param retention how often, and which stay
   * @param config the run's resolved configuration, YAML
   * @param provenance what the run is made with
   * @param photos what it is made of
   * @param state asked for as each checkpoint is written
   */
  public CheckpointWriter(
      CheckpointStore store,
      CheckpointStore.Retention retention,
      String config,
      Provenance provenance,
      RunPhotos photos,
      State state) {
    this.store = store;
    this.retention = retention;
    this.config = config;
    this.provenance = provenance;
    this.photos = photos;
    this.state = state;
  }

  /** A resumed run goes on from a checkpoint that is there already. */
  @Override
  public void onStart(Progress progress) {
    if (progress.iteration() == 0) {
      write(progress, Occasion.BEGINNING);
    }
    written = progress.iteration();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % retention.every() == 0 || progress.finished()) {
      write(progress, Occasion.DUE);
    }
  }

  /** Writes the state of a run that stops, unless it is written already. */
  void stopped(Progress progress) {
    if (written != progress.iteration()) {
      write(progress, Occasion.STOPPED);
    }
  }

  private void write(Progress progress, Occasion occasion) {
    Checkpoint.Content content =
        new Checkpoint.Content(progress.iteration(), config)
            .text("ipm.version", provenance.ipm())
            .text("ipm.java", provenance.java())
            .text("ipm.nd4j", provenance.nd4j())
            .text("ipm.backend", provenance.backend());
    photos.save(content);
    state.addTo(content, occasion);
    store.write(progress.iteration(), content, retention);
    written = progress.iteration();
  }
}
