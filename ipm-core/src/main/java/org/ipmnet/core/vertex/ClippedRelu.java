// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * min(max(x, 0), 6) (Sandler et al., "MobileNetV2", 2018), of arrays of any shape. Its gradient at
 * 0 and at 6 is 0.
 */
public final class ClippedRelu extends Layer {
  private static final long serialVersionUID = 1L;
  private static final double TOP = 6;

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray y = pass.memory().writable(inputs[0]);
    Activation.RELU.apply(y, y);
    Nd4j.getExecutioner().exec(new ScalarMin(y, null, y, TOP));
    pass.keep(pass.memory().retain(y));
    return y;
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node("Clip", inputs[0], at.number(0), at.number(TOP)).done(inputs[0].channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradientOfOutput) {
    Memory memory = pass.memory();
    INDArray gradient = memory.writable(gradientOfOutput);
    INDArray inside = memory.take(gradient.dataType(), gradient.shape());
    // y (6 - y) is positive between the kinks alone
    INDArray output = pass.kept(0);
    output.rsub(TOP, inside);
    inside.muli(output);
    Nd4j.getExecutioner().exec(new Step(inside, inside, 0));
    gradient.muli(inside);
    memory.release(inside);
    pass.drop();
    return new INDArray[] {gradient};
  }
}
