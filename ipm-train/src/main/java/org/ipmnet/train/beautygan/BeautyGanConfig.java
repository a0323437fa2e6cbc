// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.beautygan.BeautyGan;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.perceptual.Vgg;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.model.FrozenNetwork;
import org.ipmnet.train.model.ModelConfig;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.model.UntrainedModel;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.buffer.DataType;

/** What a configuration says about BeautyGAN. */
public record BeautyGanConfig(
    BeautyGanNetworkConfig network, BeautyGanLossWeights loss, AdamConfig optimizer)
    implements ModelConfig {

  @Override
  public ModelKind kind() {
    return ModelKind.BEAUTYGAN;
  }

  @Override
  public void requireFits(DataConfig data, int batch) {
    network.requireSize(data.size());
    if (batch != 1) {
      throw new UserError(
          "batch must be 1 for BeautyGAN, whose makeup loss compares one pair at a time; found %d",
          batch);
    }
  }

  /** Every face has a map, which tells the regions of the makeup loss. */
  @Override
  public void requireFits(MakeupTransferDataset dataset) {
    for (Side side : Side.values()) {
      List<FaceFile> without =
          dataset.train(side).stream().filter(face -> face.map() == null).toList();
      if (!without.isEmpty()) {
        throw new UserError(
            "BeautyGAN needs a parsing map of every face, a mask is not enough; %s has none (%d of"
                + " %d on side %s): make them with 'ipm parse', or train another model",
            without.get(0).photo(), without.size(), dataset.train(side).size(), side.folder());
      }
    }
  }

  @Override
  public TrainableModel create(DataConfig data, WeightsConfig weights, RandomStreams streams) {
    Vgg vgg =
        loss.perceptual() > 0
            ? Vgg.of(
                loss.perceptualNetwork(), loss.perceptualInput(), weights, streams, DataType.FLOAT)
            : null;
    BeautyGan net = BeautyGan.of(network, DataType.FLOAT);
    return TrainableModel.of(
        new BeautyGanTraining(net, loss, optimizer, vgg),
        () -> MakeupModels.of(data, net),
        () ->
            Optional.ofNullable(vgg)
                .map(
                    v ->
                        new FrozenNetwork(
                            "weights." + loss.perceptualNetwork().weights().key(),
                            v.network(),
                            v.checksum())));
  }

  @Override
  public UntrainedModel untrained(DataConfig data, RandomStreams streams) {
    BeautyGan net = BeautyGan.of(network, DataType.FLOAT).initialise(streams);
    return new UntrainedModel(net.networks(), MakeupModels.of(data, net));
  }
}
