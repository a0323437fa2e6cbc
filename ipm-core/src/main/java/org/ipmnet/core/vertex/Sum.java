// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a + b of two equal shapes: the end of a residual block, and the r_x residual of G. */
public final class Sum extends LinearMap {
  private static final long serialVersionUID = 1L;

  @Override
  int inputs() {
    return 2;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    int into = memory.sole(inputs[0]) ? 0 : 1;
    INDArray sum = memory.writable(inputs[into]);
    Elementwise.add(inputs[1 - into], sum);
    memory.release(inputs[1 - into]);
    return sum;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node("Add", inputs).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray[] gradients = new INDArray[2];
    for (int i = 0; i < 2; i++) {
      if (pass.wantsInput(i)) {
        gradients[i] = memory.retain(gradient);
      }
    }
    memory.release(gradient);
    return gradients;
  }
}
