// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;

/** Whether a run that goes on sees the photos that it began with. */
public final class ResumeRules {
  private ResumeRules() {}

  /**
   * Compares the photos. An imported checkpoint does not know its own: any may go on with it.
   *
   * @param hash of the photos that are there now
   * @param root the run's folder
   * @throws UserError if they are others
   */
  public static void requireSamePhotos(Checkpoint checkpoint, String hash, Path root) {
    if (checkpoint.hasText(CheckpointWriter.DATA)
        && !hash.equals(checkpoint.text(CheckpointWriter.DATA))) {
      throw new UserError(
          "the photos are not those that %s began with: an exact resume needs the same files; start a new run for others"
              .formatted(root));
    }
  }
}
