// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A norm that scales and shifts each channel by parameters of its own, at first 1 and 0. */
abstract class ChannelNorm extends Normalisation {
  private static final long serialVersionUID = 1L;

  @JsonProperty final int channels;

  ChannelNorm(int channels, Activation activation, Layout layout) {
    super(activation, layout);
    this.channels = channels;
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
  final Affine affine(LayerPass pass, INDArray... inputs) {
    long batch = inputs[0].size(0);
    return new Affine(
        Channelwise.repeat(pass.parameter(scale()), batch),
        Channelwise.repeat(pass.parameter(shift()), batch));
  }

  @Override
  final boolean hasAffine() {
    return true;
  }

  @Override
  final void putAffine(LayerPass pass, INDArray scale, INDArray shift, INDArray... inputs) {
    for (long group = 0; group < scale.size(0); group++) {
      Elementwise.copy(row(pass, scale()), Slice.of(scale, 0, group, group + 1));
      Elementwise.copy(row(pass, shift()), Slice.of(shift, 0, group, group + 1));
    }
  }

  private INDArray row(LayerPass pass, String name) {
    return pass.parameter(name).reshape('c', 1, channels);
  }

  @Override
  final INDArray affineGradient(
      LayerPass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
    if (pass.wantsParameters()) {
      pass.addToGradient(scale(), Channelwise.byBatch(scaleGradient, batch).sum(0));
      pass.addToGradient(shift(), Channelwise.byBatch(shiftGradient, batch).sum(0));
    }
    return null;
  }
}
