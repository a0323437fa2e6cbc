// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.perceptual.ResNet50;
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

/** What a configuration says about IPM-Net. */
public record IpmNetConfig(
    IpmNetNetworkConfig network, IpmNetLossWeights loss, AdamConfig optimizer)
    implements ModelConfig {

  /** Checks that the discriminator's norm allows the gradient penalty. */
  public IpmNetConfig {
    if (loss.adversarial() > 0 && loss.r1() > 0) {
      requireNoNorm(network.discriminator().norm());
    }
  }

  private static void requireNoNorm(Norm norm) {
    if (norm != Norm.NONE) {
      throw new UserError(
          "network.discriminator.norm must be none with loss.r1 above 0, found %s; or set loss.r1=0",
          HyphenatedName.of(norm));
    }
  }

  @Override
  public ModelKind kind() {
    return ModelKind.IPM_NET;
  }

  @Override
  public void requireFits(DataConfig data, int batch) {
    network.requireSize(data.size());
    if (skin(data) == SkinTone.OWN && !network.styleEncoder().pooling().readsAreas()) {
      throw new UserError(
          "data.synthetic.skin: own needs a style that tells skin and makeup apart: set network.style-encoder.pooling=regions");
    }
    if (loss.looksAtTruth() && data.synthetic() == null) {
      throw new UserError(
          "loss.%s %s needs pairs whose true results are known: set data.synthetic.people, or loss.%1$s=0",
          loss.truth() > 0 ? "truth" : "change", Math.max(loss.truth(), loss.change()));
    }
    if (loss.perceptual() > 0 && data.size() < ResNet50.LEAST_SIDE) {
      throw new UserError(
          "data.size %d is too small for the perceptual loss, whose network needs a side of at least %d; or set loss.perceptual=0",
          data.size(), ResNet50.LEAST_SIDE);
    }
  }

  /** Whose skin a face has in the other one's style; photos' is the reference's. */
  private static SkinTone skin(DataConfig data) {
    return data.synthetic() == null ? SkinTone.REFERENCE : data.synthetic().skin();
  }

  @Override
  public TrainableModel create(DataConfig data, WeightsConfig weights, RandomStreams streams) {
    ResNet50 perceptual =
        loss.perceptual() > 0 ? ResNet50.of(weights, streams, DataType.FLOAT) : null;
    IpmNet net = IpmNet.of(network, DataType.FLOAT);
    IpmNetTraining training =
        new IpmNetTraining(
            net,
            loss.adversarial() > 0 ? Discriminators.of(network, DataType.FLOAT) : null,
            perceptual,
            loss,
            optimizer,
            data.residual(),
            new SeededDraws(streams),
            skin(data));
    return TrainableModel.of(
        training,
        () -> MakeupModels.of(data, net),
        () ->
            Optional.ofNullable(perceptual)
                .map(r -> new FrozenNetwork("weights.vggface2", r.network(), r.checksum())));
  }

  @Override
  public UntrainedModel untrained(DataConfig data, RandomStreams streams) {
    IpmNet net = IpmNet.of(network, DataType.FLOAT).initialise(streams);
    return new UntrainedModel(net.networks(), MakeupModels.of(data, net));
  }
}
