// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adaptive instance norm (Huang and Belongie 2017), then an activation: inputs are the content
 * [batch, c, h, w] and the MLP's output [batch, n], of which this layer's part begins at {@code
 * offset}: first c shifts, then c scales. Contents may have channels last.
 */
public final class AdaIn extends Normalisation {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int channels;
  @JsonProperty private final int offset;

  /** The norm of {@code channels} channels with its part of the style parameters. */
  public AdaIn(
      @JsonProperty("channels") int channels,
      @JsonProperty("offset") int offset,
      @JsonProperty("activation") Activation activation,
      @JsonProperty("layout") Layout layout) {
    super(activation, layout);
    this.channels = channels;
    this.offset = offset;
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  Affine affine(LayerPass pass, INDArray... inputs) {
    INDArray style = inputs[1];
    return new Affine(column(style, offset + (long) channels), column(style, offset));
  }

  @Override
  boolean hasAffine() {
    return true;
  }

  @Override
  void putAffine(LayerPass pass, INDArray scale, INDArray shift, INDArray... inputs) {
    INDArray style = inputs[1];
    Elementwise.copy(Slice.of(style, 1, offset, offset + channels), shift);
    Elementwise.copy(Slice.of(style, 1, offset + channels, offset + 2L * channels), scale);
  }

  private INDArray column(INDArray style, long from) {
    return Slice.of(style, 1, from, from + channels)
        .dup('c')
        .reshape('c', style.size(0) * channels, 1);
  }

  @Override
  OnnxValue normToOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue x = super.normToOnnx(at, inputs);
    OnnxValue shift = forEachChannel(at, at.part(inputs[1], offset, offset + (long) channels));
    OnnxValue scale =
        forEachChannel(at, at.part(inputs[1], offset + (long) channels, offset + 2L * channels));
    OnnxValue scaled = at.node("Mul", x, scale).done(channels);
    return at.node("Add", scaled, shift).done(channels);
  }

  /** [batch, c] to [batch, c, 1, 1]. */
  private static OnnxValue forEachChannel(OnnxLayer at, OnnxValue codes) {
    return at.node("Unsqueeze", codes, at.constant(2, 3)).done(codes.channels());
  }

  @Override
  INDArray affineGradient(
      LayerPass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
    INDArray style = pass.memory().zeros(scaleGradient.dataType(), pass.shape());
    Elementwise.copy(
        Channelwise.byBatch(shiftGradient, batch), Slice.of(style, 1, offset, offset + channels));
    Elementwise.copy(
        Channelwise.byBatch(scaleGradient, batch),
        Slice.of(style, 1, offset + channels, offset + 2L * channels));
    return style;
  }
}
