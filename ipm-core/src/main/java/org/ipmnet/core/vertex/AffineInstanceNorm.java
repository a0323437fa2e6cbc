// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Layout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Instance norm with a weight and a bias for each channel, then an activation: BeautyGAN's norm.
 * Each channel of each image by itself, biased variance, eps 1e-5 inside the root. [batch, c, h, w]
 * to the same.
 */
public final class AffineInstanceNorm extends ChannelNorm {
  private static final long serialVersionUID = 1L;

  /** The norm of {@code channels} channels, followed by an activation. */
  public AffineInstanceNorm(
      @JsonProperty("channels") int channels, @JsonProperty("activation") Activation activation) {
    super(channels, activation, Layout.CHANNELS_FIRST);
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Normalise(place);
  }

  private final class Normalise extends ByChannel {
    private static final long serialVersionUID = 1L;

    Normalise(Place place) {
      super(place);
    }

    @Override
    INDArray centre(LayerPass pass, INDArray x) {
      return InstanceNorm.centreChannels(pass.memory(), pixels(x));
    }

    @Override
    INDArray shared(INDArray column, long batch, long pixels) {
      return column.divi(pixels);
    }
  }
}
