// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.io.Opening;
import org.ipmnet.studio.photo.PhotoShelf;
import org.ipmnet.train.run.RunLayout;

/**
 * What the studio can do, however it is asked.
 *
 * @param photos that were sent
 * @param models that can be chosen
 * @param painter does what is ordered
 * @param jobs are orders that somebody comes back for
 */
public record MakeupService(PhotoShelf photos, ServedModels models, Painter painter, Jobs jobs)
    implements AutoCloseable {

  /**
   * Opens it, with no photo but drawn ones.
   *
   * @param models runs, checkpoints, or folders of runs; none for the model that comes with the
   *     program
   * @param run a training that is shown
   * @param photoBytes of memory for photos that are sent
   * @throws org.ipmnet.core.UserError if one of them is none
   */
  public static MakeupService open(List<Path> models, Optional<RunLayout> run, long photoBytes) {
    try (Opening opening = new Opening()) {
      ServedModels served = opening.add(ServedModels.open(models, run));
      PhotoShelf photos = new PhotoShelf(served.finder(), photoBytes);
      Painter painter = new Painter(photos, served);
      opening.complete();
      return new MakeupService(photos, served, painter, new Jobs(painter));
    }
  }

  /** Lets what is begun end, and sends those away who wait. */
  @Override
  public void close() {
    Opening.closeAll(List.of(painter, models));
  }
}
