// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** The same images in the other {@link Layout}. */
public final class LayoutConversion extends LinearMap {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Layout to;

  /** From the other layout to this one. */
  public LayoutConversion(@JsonProperty("to") Layout to) {
    this.to = to;
  }

  private static Layout other(Layout layout) {
    return layout == Layout.CHANNELS_LAST ? Layout.CHANNELS_FIRST : Layout.CHANNELS_LAST;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    return transposed(pass.memory(), inputs[0], to);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return inputs[0]; // channels come first throughout
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    return new INDArray[] {transposed(pass.memory(), gradient, other(to))};
  }

  private static INDArray transposed(Memory memory, INDArray x, Layout to) {
    Layout from = other(to);
    INDArray y = to.take(memory, x, from.channels(x), from.height(x), from.width(x));
    Elementwise.copy(to == Layout.CHANNELS_LAST ? x.permute(0, 2, 3, 1) : x.permute(0, 3, 1, 2), y);
    memory.release(x);
    return y;
  }
}
