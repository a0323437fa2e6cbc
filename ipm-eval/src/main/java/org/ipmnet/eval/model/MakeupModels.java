// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.NetworkConfig;
import org.ipmnet.data.config.DataConfig;
import org.nd4j.linalg.api.buffer.DataType;

/** Opens trained models of every kind. */
public final class MakeupModels {
  private MakeupModels() {}

  /**
   * IPM-Net as it is now, such as networks that train; closing it leaves them.
   *
   * @param data how faces become samples
   */
  public static MakeupModel of(DataConfig data, IpmNet net) {
    return IpmNetModel.of(data, net, Optional.empty());
  }

  /** The same of BeautyGAN. */
  public static MakeupModel of(DataConfig data, BeautyGan net) {
    return BeautyGanModel.of(data, net.generator());
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
      return of(
          checkpoint,
          ConfigTree.parse(runOrCheckpoint + " (its configuration)", checkpoint.config()));
    }
  }

  private static MakeupModel of(Checkpoint checkpoint, ConfigTree config) {
    ModelKind kind = ModelKind.of(config);
    ConfigTree network = config.section("network");
    DataConfig data = DataConfig.read(config.section("data"));
    return switch (kind) {
      case IPM_NET -> {
        IpmNet net = IpmNet.of(network.read(NetworkConfig.class), DataType.FLOAT);
        checkpoint.load(net.networks());
        yield IpmNetModel.of(data, net, checkpoint.bareStyle());
      }
      case BEAUTYGAN -> {
        Network generator =
            BeautyGan.generator(network.read(BeautyGanNetworkConfig.class), DataType.FLOAT);
        checkpoint.load(List.of(generator));
        yield BeautyGanModel.of(data, generator);
      }
      case CYCLEGAN -> throw new UserError(kind.title() + " is not built in yet");
      case MUNIT -> throw new UserError(kind.title() + " is not built in yet");
    };
  }
}
