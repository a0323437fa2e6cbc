// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;

/**
 * What a studio shows, and where.
 *
 * @param host address that it listens at
 * @param port or 0 for any free one
 * @param models runs, checkpoints or folders of runs; none for the model that comes with the
 *     program
 * @param run a training that is shown too
 * @param photoMebibytes of memory for photos that were sent
 */
public record StudioSettings(
    String host, int port, List<Path> models, Optional<Path> run, int photoMebibytes) {
  /** Unless more or less is wanted. */
  public static final int PHOTO_MEBIBYTES = 384;

  private static final int MOST_PORT = 65_535;

  /**
   * Keeps a copy.
   *
   * @throws UserError if there is no such port, or no memory for photos
   */
  public StudioSettings {
    if (port < 0 || port > MOST_PORT) {
      throw new UserError("port must be from 0 (any free one) to %d, found %d", MOST_PORT, port);
    }
    if (photoMebibytes < 1) {
      throw new UserError(
          "photos need at least 1 MiB of memory, found %d; leave --photo-memory out for %d",
          photoMebibytes, PHOTO_MEBIBYTES);
    }
    models = List.copyOf(models);
  }

  /** On this computer alone, at a free port, with the model that comes with the program. */
  public static StudioSettings local() {
    return new StudioSettings("127.0.0.1", 0, List.of(), Optional.empty(), PHOTO_MEBIBYTES);
  }
}
