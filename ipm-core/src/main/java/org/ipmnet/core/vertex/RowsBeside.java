// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Parts of an image's rows as channels of an image of fewer rows: [batch, c, k h, w] to [batch, c
 * k, h, w], where channel i k + j is part j of channel i.
 */
public final class RowsBeside extends LinearMap {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int parts;

  /** Of so many parts, k. */
  public RowsBeside(@JsonProperty("parts") int parts) {
    this.parts = parts;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    pass.shape(x.shape());
    return x.reshape('c', x.size(0), x.size(1) * parts, x.size(2) / parts, x.size(3));
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue x = inputs[0];
    long wide = x.channels() * parts;
    return at.node("Reshape", x, at.constant(0, wide, -1, 0)).done(wide);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    return new INDArray[] {gradient.reshape('c', pass.shape())};
  }
}
