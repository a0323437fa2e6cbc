// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.perceptual.NormedVgg;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.adversarial.SeededDraws;
import org.ipmnet.train.model.FrozenNetwork;
import org.ipmnet.train.model.ModelConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.model.UntrainedModel;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.buffer.DataType;

/** What a configuration says about MUNIT. */
public record MunitConfig(MunitNetworkConfig network, MunitLossWeights loss, AdamConfig optimizer)
    implements ModelConfig {

  @Override
  public ModelKind kind() {
    return ModelKind.MUNIT;
  }

  @Override
  public void requireFits(DataConfig data, int batch) {
    network.requireSize(data.size());
    if (loss.perceptual() > 0 && data.size() < NormedVgg.leastSide()) {
      throw new UserError(
          "data.size %d is too small for the perceptual loss, whose network needs a side of at least %d; or set loss.perceptual=0",
          data.size(), NormedVgg.leastSide());
    }
  }

  @Override
  public TrainableModel create(DataConfig data, WeightsConfig weights, RandomStreams streams) {
    Munit net = Munit.of(network, DataType.FLOAT);
    NormedVgg vgg = loss.perceptual() > 0 ? NormedVgg.of(weights, DataType.FLOAT) : null;
    return TrainableModel.of(
        new MunitTraining(net, loss, optimizer, new SeededDraws(streams), vgg),
        () -> MakeupModels.of(data, net),
        () ->
            Optional.ofNullable(vgg)
                .map(v -> new FrozenNetwork("weights.lpips-vgg", v.network(), v.checksum())));
  }

  @Override
  public UntrainedModel untrained(DataConfig data, RandomStreams streams) {
    Munit net = Munit.of(network, DataType.FLOAT).initialise(streams);
    return new UntrainedModel(net.networks(), MakeupModels.of(data, net));
  }
}
