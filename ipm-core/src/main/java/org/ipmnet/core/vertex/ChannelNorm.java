// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What norms share that scale and shift each channel by parameters of their own: [batch, c, h, w]
 * to the same, or with channels last; scale first 1 and shift 0.
 */
abstract class ChannelNorm extends LayerConfig {
  private static final long serialVersionUID = 1L;

  @JsonProperty final int channels;
  @JsonProperty final Activation activation;
  @JsonProperty final Layout layout;

  ChannelNorm(int channels, Activation activation, Layout layout) {
    this.layout = layout;
    this.channels = channels;
    this.activation = activation;
  }

  /** The scale's name. */
  String scale() {
    return "weight";
  }

  /** The shift's name. */
  String shift() {
    return "bias";
  }

  @Override
  final Object[] values() {
    return new Object[] {channels, activation, layout};
  }

  @Override
  public final Map<String, long[]> parameterShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(scale(), new long[] {channels});
    shapes.put(shift(), new long[] {channels});
    return shapes;
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    parameters.get(scale()).assign(1);
    parameters.get(shift()).assign(0);
  }

  @Override
  final long[] outputShape(long[]... inputs) {
    return inputs[0];
  }

  /** Reads scale and shift from the parameters, and adds to their gradients. */
  abstract class ByChannel extends Normalisation {
    private static final long serialVersionUID = 1L;

    ByChannel(Place place) {
      super(place, activation, layout);
    }

    @Override
    final Affine affine(INDArray x, INDArray[] inputs) {
      return new Affine(
          Channelwise.repeat(parameter(scale()), x.size(0)),
          Channelwise.repeat(parameter(shift()), x.size(0)));
    }

    @Override
    final INDArray affineGradient(
        LayerPass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
      if (pass.wantsParameters()) {
        addToGradient(scale(), Channelwise.byBatch(scaleGradient, batch).sum(0));
        addToGradient(shift(), Channelwise.byBatch(shiftGradient, batch).sum(0));
      }
      return null;
    }
  }
}
