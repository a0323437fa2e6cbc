// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.data.dataset.Membership;

/**
 * The photos of a run as its checkpoints record them: an exact resume needs the same photos, split
 * in the same way.
 *
 * @param hash over the contents of all of them
 * @param membership which of them are held out
 */
public record RunPhotos(String hash, Membership membership) {
  private static final String HASH = "ipm.data";
  private static final String MEMBERSHIP = "ipm.data.membership";
  private static final String DIGEST = "ipm.data.membership.sha256";

  /** Names that take more bytes are left out; a file's header may have 16 MiB. */
  private static final int LONGEST = 4 << 20;

  /** Adds what {@link #requireThoseOf} compares. */
  void save(Checkpoint.Content content) {
    content.text(HASH, hash).text(DIGEST, membership.digest());
    String names = membership.toJson();
    if (names.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
      content.text(MEMBERSHIP, names);
    }
  }

  /**
   * Compares the photos with those of a checkpoint. An imported checkpoint records none, so any
   * photos may go on with it; one written before the split was recorded is compared by the hash.
   *
   * @param root the run's folder
   * @throws UserError naming what has changed
   */
  void requireThoseOf(Checkpoint checkpoint, Path root) {
    if (!membership.digest().equals(checkpoint.textOr(DIGEST, membership.digest()))) {
      throw new UserError(
          "%s did not begin with these photos to train on and to hold out: %s; an exact resume needs the same: undo that, or start a new run",
          root, changes(checkpoint));
    }
    if (!hash.equals(checkpoint.textOr(HASH, hash))) {
      throw new UserError(
          "the photos are not those that %s began with: an exact resume needs the same files; start a new run for others",
          root);
    }
  }

  private String changes(Checkpoint checkpoint) {
    if (!checkpoint.hasText(MEMBERSHIP)) {
      return "too many to tell which";
    }
    try {
      return membership.changesSince(Membership.parse(checkpoint.text(MEMBERSHIP)));
    } catch (IllegalArgumentException e) {
      throw new UserError(
          e, "checkpoint %s: %s holds %s", checkpoint.file(), MEMBERSHIP, e.getMessage());
    }
  }
}
