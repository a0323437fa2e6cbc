// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.model.ModelConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.model.UntrainedModel;
import org.nd4j.linalg.api.buffer.DataType;

/** What a configuration says about CycleGAN. */
public record CycleGanConfig(
    CycleGanNetworkConfig network, CycleGanLossWeights loss, CycleGanOptimizer optimizer)
    implements ModelConfig {

  @Override
  public ModelKind kind() {
    return ModelKind.CYCLEGAN;
  }

  @Override
  public void requireFits(DataConfig data, int batch) {
    network.requireSize(data.size());
  }

  @Override
  public void requireShares() {
    if (loss.pool() > 0) {
      throw new UserError(
          "loss.pool: %d pictures that one worker keeps; several workers need loss.pool=0",
          loss.pool());
    }
  }

  @Override
  public TrainableModel create(DataConfig data, WeightsConfig weights, RandomStreams streams) {
    CycleGan net = CycleGan.of(network, DataType.FLOAT);
    return TrainableModel.of(
        new CycleGanTraining(net, loss, optimizer, new SeededPoolDraws(streams)),
        () -> MakeupModels.of(data, net),
        Optional::empty);
  }

  @Override
  public UntrainedModel untrained(DataConfig data, RandomStreams streams) {
    CycleGan net = CycleGan.of(network, DataType.FLOAT).initialise(streams);
    return new UntrainedModel(net.networks(), MakeupModels.of(data, net));
  }
}
