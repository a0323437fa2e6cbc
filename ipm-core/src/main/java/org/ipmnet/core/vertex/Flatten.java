// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;

/** All values of an image as channels of one pixel: [batch, c, h, w] to [batch, c h w, 1, 1]. */
public final class Flatten extends LinearMap {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    pass.shape(x.shape());
    return x.reshape('c', x.size(0), x.length() / x.size(0), 1, 1);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node("Reshape", inputs[0], at.constant(0, -1, 1, 1)).done();
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    return new INDArray[] {gradient.reshape('c', pass.shape())};
  }
}
