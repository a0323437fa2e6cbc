// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.transfer.MakeupModel;

/** Opens trained models. */
public final class MakeupModels {
  private MakeupModels() {}

  /**
   * Opens a model.
   *
   * @param runOrCheckpoint a run's folder (its newest checkpoint) or one checkpoint
   * @throws UserError if there is none
   */
  public static MakeupModel load(Path runOrCheckpoint) {
    throw new UserError("%s: models cannot be opened yet".formatted(runOrCheckpoint));
  }
}
