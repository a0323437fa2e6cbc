// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** An activation by itself, for blocks without a norm. Any shape. */
public final class Activate extends Layer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Activation activation;

  /** The given activation. */
  public Activate(@JsonProperty("activation") Activation activation) {
    this.activation = activation;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray y = pass.memory().writable(inputs[0]);
    activation.apply(y, y);
    pass.keep(pass.memory().retain(y));
    return y;
  }

  @Override
  public boolean piecewiseLinear() {
    return activation.piecewiseLinear();
  }

  @Override
  INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    INDArray moved = own.memory().writable(tangents[0]);
    activation.backward(own.memory(), at.kept(0), moved);
    return moved;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return activation.toOnnx(at, inputs[0]);
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    INDArray writable = pass.memory().writable(gradient);
    activation.backward(pass.memory(), pass.kept(0), writable);
    pass.drop();
    return new INDArray[] {writable};
  }
}
