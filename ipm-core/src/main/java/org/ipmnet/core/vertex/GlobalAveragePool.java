// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The mean of each channel: images, [batch, c, h, w] or with channels last, to [batch, c, 1, 1].
 */
public final class GlobalAveragePool extends LinearMap {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Layout layout;

  /** Of images in this layout. */
  public GlobalAveragePool(@JsonProperty("layout") Layout layout) {
    this.layout = layout;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    pass.shape(x.shape());
    INDArray y = pass.memory().take(x.dataType(), x.size(0), layout.channels(x), 1, 1);
    INDArray pixels = Channelwise.of(x, layout);
    INDArray sums = Channelwise.sums(pass.memory(), pixels);
    y.assign(sums.divi(Channelwise.count(pixels)).reshape(y.shape()));
    pass.memory().release(x);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node("GlobalAveragePool", inputs[0]).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray g = memory.zeros(gradient.dataType(), pass.shape());
    INDArray pixels = Channelwise.of(g, layout);
    Channelwise.shift(
        pixels, gradient.div(Channelwise.count(pixels)).reshape('c', gradient.length(), 1));
    memory.release(gradient);
    return new INDArray[] {g};
  }
}
