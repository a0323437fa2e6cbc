// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.transfer.MakeupModel;

/** Opens trained models. */
public final class MakeupModels {
  private MakeupModels() {}

  /**
   * Networks as they are now, such as those that train; closing it leaves them.
   *
   * @param data how faces become samples
   */
  public static MakeupModel of(DataConfig data, IpmNet net) {
    return CheckpointModel.of(data, net);
  }

  /**
   * Opens a model.
   *
   * @param runOrCheckpoint a run's folder (its newest undamaged checkpoint) or one checkpoint
   * @param damaged told in one line of each newer checkpoint that is damaged
   * @throws UserError if there is none
   */
  public static MakeupModel load(Path runOrCheckpoint, Consumer<String> damaged) {
    try (Checkpoint checkpoint = CheckpointStore.model(runOrCheckpoint, damaged)) {
      return CheckpointModel.of(runOrCheckpoint.toString(), checkpoint);
    }
  }
}
