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
 */
public record StudioSettings(String host, int port, List<Path> models, Optional<Path> run) {
  private static final int MOST_PORT = 65_535;

  /**
   * Keeps a copy.
   *
   * @throws UserError if there is no such port
   */
  public StudioSettings {
    if (port < 0 || port > MOST_PORT) {
      throw new UserError("port must be from 0 (any free one) to %d, found %d", MOST_PORT, port);
    }
    models = List.copyOf(models);
  }

  /** On this computer alone, at a free port, with the model that comes with the program. */
  public static StudioSettings local() {
    return new StudioSettings("127.0.0.1", 0, List.of(), Optional.empty());
  }
}
