// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * a + b, where b may have fewer channels, which are added to the first ones of a: [batch, c, h, w],
 * [batch, c', h, w] to [batch, c, h, w], or the same with channels last. The end of a residual
 * block that has more channels than what goes around it.
 */
public final class WideningSum extends LinearMap {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Layout layout;

  /** Of images in this layout. */
  public WideningSum(@JsonProperty("layout") Layout layout) {
    this.layout = layout;
  }

  @Override
  int inputs() {
    return 2;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray sum = memory.writable(inputs[0]);
    pass.shape(inputs[1].shape());
    Elementwise.add(inputs[1], first(memory, sum, layout.channels(inputs[1])));
    memory.release(inputs[1]);
    return sum;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    long missing = inputs[0].channels() - inputs[1].channels();
    OnnxValue widened = inputs[1];
    if (missing > 0) {
      OnnxValue behind = at.constant(0, 0, 0, 0, 0, missing, 0, 0);
      widened = at.node("Pad", widened, behind).with("mode", "constant").done();
    }
    return at.node("Add", inputs[0], widened).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray[] gradients = new INDArray[2];
    if (pass.wantsInput(1)) {
      gradients[1] = memory.take(gradient.dataType(), pass.shape());
      Elementwise.copy(first(memory, gradient, layout.channels(gradients[1])), gradients[1]);
    }
    if (pass.wantsInput(0)) {
      gradients[0] = gradient;
    } else {
      memory.release(gradient);
    }
    return gradients;
  }

  private record First(Layout layout, long channels) {
    INDArray[] of(INDArray images) {
      return new INDArray[] {Slice.of(images, layout.channelDimension(), 0, channels)};
    }
  }

  private INDArray first(Memory memory, INDArray images, long channels) {
    First first = new First(layout, channels);
    return memory.views(images, first, first::of)[0];
  }
}
