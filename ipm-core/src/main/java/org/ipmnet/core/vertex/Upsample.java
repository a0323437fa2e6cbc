// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Nearest neighbour, factor 2: [batch, c, h, w] to [batch, c, 2h, 2w]. */
public final class Upsample extends LinearMap {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    INDArray y =
        pass.memory().take(x.dataType(), x.size(0), x.size(1), 2 * x.size(2), 2 * x.size(3));
    for (INDArray phase : Layout.CHANNELS_FIRST.phases(pass.memory(), y)) {
      phase.assign(x);
    }
    pass.memory().release(x);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.doubled(inputs[0]);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray g =
        memory.take(
            gradient.dataType(),
            gradient.size(0),
            gradient.size(1),
            gradient.size(2) / 2,
            gradient.size(3) / 2);
    INDArray[] phases = Layout.CHANNELS_FIRST.phases(memory, gradient);
    g.assign(phases[0]);
    for (int phase = 1; phase < 4; phase++) {
      g.addi(phases[phase]);
    }
    memory.release(gradient);
    return new INDArray[] {g};
  }
}
