// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Channels one behind the other: [batch, c1, h, w], [batch, c2, h, w], ... to [batch, c1 + c2 +
 * ..., h, w], or the same with channels last.
 */
public final class Concatenation extends Layer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Layout layout;

  /** Of images in this layout. */
  public Concatenation(@JsonProperty("layout") Layout layout) {
    this.layout = layout;
  }

  @Override
  int inputs() {
    return 2; // or more
  }

  @Override
  public int maxVertexInputs() {
    return Integer.MAX_VALUE;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    long[] channels = Arrays.stream(inputs).mapToLong(layout::channels).toArray();
    INDArray joined = like(memory, inputs[0], Arrays.stream(channels).sum());
    long at = 0;
    for (INDArray x : inputs) {
      part(joined, at, layout.channels(x)).assign(x);
      at += layout.channels(x);
      memory.release(x);
    }
    pass.note(channels);
    return joined;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    long channels = Arrays.stream(inputs).mapToLong(OnnxValue::channels).sum();
    return at.node("Concat", inputs).withOne("axis", 1).done(channels);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    long[] channels = (long[]) pass.noted();
    INDArray[] gradients = new INDArray[channels.length];
    long at = 0;
    for (int i = 0; i < channels.length; i++) {
      if (pass.wantsInput(i)) {
        gradients[i] = like(memory, gradient, channels[i]);
        gradients[i].assign(part(gradient, at, channels[i]));
      }
      at += channels[i];
    }
    memory.release(gradient);
    return gradients;
  }

  /** Room for images of the same sides. */
  private INDArray like(Memory memory, INDArray images, long channels) {
    return layout.take(memory, images, channels, layout.height(images), layout.width(images));
  }

  private INDArray part(INDArray images, long first, long channels) {
    return Slice.of(images, layout.channelDimension(), first, first + channels);
  }
}
