// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Zeros around images, on two sides more than on the others: [batch, c, h, w] to [batch, c, before
 * + h + after, before + w + after], or the same with channels last. TensorFlow's convolutions of
 * stride 2 see an even image so.
 */
public final class ZeroBorder extends LinearMap {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int before;
  @JsonProperty private final int after;
  @JsonProperty private final Layout layout;

  /**
   * Of images in this layout.
   *
   * @param before pixels above and to the left
   * @param after pixels below and to the right
   */
  public ZeroBorder(
      @JsonProperty("before") int before,
      @JsonProperty("after") int after,
      @JsonProperty("layout") Layout layout) {
    this.before = before;
    this.after = after;
    this.layout = layout;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    long h = layout.height(x) + before + after;
    long w = layout.width(x) + before + after;
    INDArray y = layout.take(memory, x, layout.channels(x), h, w).assign(0);
    Elementwise.copy(x, inside(memory, y));
    memory.release(x);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.pad(inputs[0], "constant", before, after);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray inside = inside(memory, gradient);
    INDArray result = memory.take(gradient.dataType(), inside.shape());
    Elementwise.copy(inside, result);
    memory.release(gradient);
    return new INDArray[] {result};
  }

  private record Inside(int before, int after, Layout layout) {
    INDArray[] of(INDArray bordered) {
      long bottom = layout.height(bordered) - after;
      long right = layout.width(bordered) - after;
      return new INDArray[] {layout.window(bordered, before, bottom, before, right)};
    }
  }

  private INDArray inside(Memory memory, INDArray bordered) {
    Inside inside = new Inside(before, after, layout);
    return memory.views(bordered, inside, inside::of)[0];
  }
}
