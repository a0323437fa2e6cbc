// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Instance norm without parameters, then an activation: each channel of each image by itself,
 * biased variance, eps 1e-5 inside the root. [batch, c, h, w] to the same, or with channels last.
 */
public final class InstanceNorm extends LayerConfig {
  private static final long serialVersionUID = 1L;
  static final double EPSILON = 1e-5;

  @JsonProperty private final Activation activation;
  @JsonProperty private final Layout layout;

  /** The norm of images with channels first, followed by an activation. */
  public InstanceNorm(Activation activation) {
    this(activation, Layout.CHANNELS_FIRST);
  }

  /** The norm of images in this layout. */
  public InstanceNorm(
      @JsonProperty("activation") Activation activation, @JsonProperty("layout") Layout layout) {
    this.activation = activation;
    this.layout = layout;
  }

  @Override
  Object[] values() {
    return new Object[] {activation, layout};
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return inputs[0];
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Normalise(place);
  }

  /** Makes each channel's mean 0 in place; returns the inverse deviations, a column. */
  static INDArray centreChannels(Memory memory, INDArray pixels) {
    long count = Channelwise.count(pixels);
    Channelwise.shift(pixels, Channelwise.sums(memory, pixels).divi(-count));
    INDArray variance = Channelwise.squares(memory, pixels).divi(count);
    return Transforms.pow(variance.addi(EPSILON), -0.5, false);
  }

  private final class Normalise extends Normalisation {
    private static final long serialVersionUID = 1L;

    Normalise(Place place) {
      super(place, activation, layout);
    }

    @Override
    INDArray centre(LayerPass pass, INDArray x) {
      return centreChannels(pass.memory(), pixels(x));
    }

    @Override
    Affine affine(INDArray x, INDArray[] inputs) {
      return null;
    }

    @Override
    INDArray shared(INDArray column, long batch, long pixels) {
      return column.divi(pixels);
    }

    @Override
    INDArray affineGradient(
        LayerPass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
      return null;
    }
  }
}
