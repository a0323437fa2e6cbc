// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * x + a with one a for each channel of each image: [batch, c, h, w], [batch, c, 1, 1] to [batch, c,
 * h, w]. It is how a global average, enlarged to the size of x, joins it.
 */
public final class ChannelShift extends LinearMap {
  private static final long serialVersionUID = 1L;

  @Override
  int inputs() {
    return 2;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray y = memory.writable(inputs[0]);
    INDArray pixels = Channelwise.of(y);
    Channelwise.shift(pixels, inputs[1].reshape('c', pixels.size(0), 1));
    memory.release(inputs[1]);
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node("Add", inputs).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    Memory memory = pass.memory();
    INDArray[] gradients = new INDArray[2];
    if (pass.wantsInput(1)) {
      INDArray sums = Channelwise.sums(memory, Channelwise.of(gradient));
      gradients[1] = memory.take(gradient.dataType(), gradient.size(0), gradient.size(1), 1, 1);
      gradients[1].assign(sums.reshape(gradients[1].shape()));
    }
    if (pass.wantsInput(0)) {
      gradients[0] = gradient;
    } else {
      memory.release(gradient);
    }
    return gradients;
  }
}
