// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;

/**
 * Writes checkpoints: the first at iteration 0, then every so many iterations, and one when
 * training ends or is stopped. Among the listeners it comes after the guards of losses and
 * parameters, so that no diverged network is saved.
 */
final class CheckpointWriter implements TrainingListener {
  private final CheckpointStore store;
  private final RunSettings settings;
  private final Provenance provenance;
  private final Workload workload;
  private final RunPhotos photos;
  private long written = -1;

  CheckpointWriter(
      RunLayout layout, RunSettings settings, Provenance provenance, Workload workload) {
    this.store = new CheckpointStore(layout.checkpoints());
    this.settings = settings;
    this.provenance = provenance;
    this.workload = workload;
    this.photos = workload.photos();
  }

  /** The checkpoint that a run is resumed from is there already. */
  @Override
  public void onStart(Progress progress) {
    if (progress.iteration() == 0) {
      write(progress, Workload.Occasion.BEGINNING);
    }
    written = progress.iteration();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    if (progress.iteration() % settings.checkpoint().every() == 0 || progress.finished()) {
      write(progress, Workload.Occasion.DUE);
    }
  }

  /** Writes the state of a run that stops, unless it is written already. */
  void stopped(Progress progress) {
    if (written != progress.iteration()) {
      write(progress, Workload.Occasion.STOPPED);
    }
  }

  private void write(Progress progress, Workload.Occasion occasion) {
    Checkpoint.Content content =
        new Checkpoint.Content(progress.iteration(), settings.yaml())
            .text("ipm.version", provenance.ipm())
            .text("ipm.java", provenance.java())
            .text("ipm.nd4j", provenance.nd4j())
            .text("ipm.backend", provenance.backend());
    photos.save(content);
    workload.save(content, occasion);
    store.write(progress.iteration(), content, settings.checkpoint());
    written = progress.iteration();
  }
}
