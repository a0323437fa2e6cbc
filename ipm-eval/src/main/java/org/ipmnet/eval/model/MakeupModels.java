// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.data.config.DataConfig;
import org.nd4j.linalg.api.buffer.DataType;

/** Opens trained models of every kind. */
public final class MakeupModels {
  /** How the model that comes with the program is called. */
  public static final Path BUILT_IN = Path.of("built-in");

  /** In a jar of its own. */
  private static final String SHIPPED = "/org/ipmnet/model/default.safetensors";

  private MakeupModels() {}

  /**
   * IPM-Net as it is now, such as networks that train; closing it leaves them.
   *
   * @param data how faces become samples
   */
  public static MakeupModel of(DataConfig data, IpmNet net) {
    return IpmNetModel.of(data, net, Optional.empty(), inferences(1));
  }

  /** BeautyGAN as it is now, likewise. */
  public static MakeupModel of(DataConfig data, BeautyGan net) {
    return BeautyGanModel.of(data, net.generator(), inferences(1));
  }

  /** CycleGAN as it is now, likewise. */
  public static MakeupModel of(DataConfig data, CycleGan net) {
    return CycleGanModel.of(data, net, inferences(1));
  }

  /** MUNIT as it is now, likewise. */
  public static MakeupModel of(DataConfig data, Munit net) {
    return MunitModel.of(data, net, Optional.empty(), inferences(1));
  }

  /**
   * Opens a model for one thread at a time.
   *
   * @param runOrCheckpoint a run's folder (its newest undamaged checkpoint) or one checkpoint
   * @param damaged told in one line of each newer checkpoint that is damaged
   * @throws UserError if there is none
   */
  public static MakeupModel load(Path runOrCheckpoint, Consumer<String> damaged) {
    return load(runOrCheckpoint, 1, damaged);
  }

  /**
   * Opens a model.
   *
   * @param workers how many threads may compute at once, each in working memory of its own; others
   *     wait
   * @throws UserError as {@link #load(Path, Consumer)}
   */
  public static MakeupModel load(Path runOrCheckpoint, int workers, Consumer<String> damaged) {
    try (Checkpoint checkpoint = CheckpointStore.model(runOrCheckpoint, damaged)) {
      return of(
          checkpoint,
          ConfigTree.parse(runOrCheckpoint + " (its configuration)", checkpoint.config()),
          inferences(workers));
    }
  }

  /** Opens the model that comes with the program, see its MODEL_CARD.md. */
  public static MakeupModel shipped(int workers) {
    return shipped(file -> load(file, workers, line -> {}));
  }

  /** What somebody makes of its file, which is there for as long as that takes. */
  public static <T> T shipped(Function<Path, T> reader) {
    return ShippedWeights.read(MakeupModels.class, SHIPPED, reader);
  }

  private static ResourcePool<Inference> inferences(int workers) {
    return new ResourcePool<>(workers, () -> new Inference(DataType.FLOAT));
  }

  private static MakeupModel of(
      Checkpoint checkpoint, ConfigTree config, ResourcePool<Inference> inferences) {
    ModelKind kind = ModelKind.of(config);
    ConfigTree network = config.section("network");
    DataConfig data = config.section("data").read(DataConfig.class);
    return switch (kind) {
      case IPM_NET -> {
        IpmNetNetworkConfig sizes = network.read(IpmNetNetworkConfig.class);
        IpmNet net = IpmNet.of(sizes, DataType.FLOAT);
        checkpoint.load(net.networks());
        yield IpmNetModel.of(data, net, checkpoint.bareStyle(sizes.style()), inferences);
      }
      case BEAUTYGAN -> {
        Network generator =
            BeautyGan.generator(network.read(BeautyGanNetworkConfig.class), DataType.FLOAT);
        checkpoint.load(List.of(generator));
        yield BeautyGanModel.of(data, generator, inferences);
      }
      case CYCLEGAN -> {
        CycleGan net = CycleGan.of(network.read(CycleGanNetworkConfig.class), DataType.FLOAT);
        checkpoint.load(net.generators());
        yield CycleGanModel.of(data, net, inferences);
      }
      case MUNIT -> {
        MunitNetworkConfig sizes = network.read(MunitNetworkConfig.class);
        Munit net = Munit.of(sizes, DataType.FLOAT);
        checkpoint.load(net.autoencoders());
        yield MunitModel.of(data, net, checkpoint.bareStyle(sizes.style()), inferences);
      }
    };
  }
}
