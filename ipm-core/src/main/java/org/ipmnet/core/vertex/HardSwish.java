// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * x min(max(x + 3, 0), 6) / 6 (Howard et al., "Searching for MobileNetV3", 2019): a smooth ReLU, of
 * arrays of any shape.
 */
public final class HardSwish extends Layer {
  private static final long serialVersionUID = 1L;
  private static final double SHIFT = 3;
  private static final double TOP = 6;

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    Memory memory = pass.memory();
    INDArray x = inputs[0];
    INDArray gate = memory.take(x.dataType(), x.shape());
    clipped(x, gate);
    if (pass.recording()) {
      pass.keep(x);
      return gate.muli(x);
    }
    INDArray y = memory.writable(x);
    y.muli(gate);
    memory.release(gate);
    return y;
  }

  /** The gate, min(max(x + 3, 0), 6) / 6. */
  private static void clipped(INDArray x, INDArray gate) {
    x.add(SHIFT, gate);
    Nd4j.getExecutioner().exec(new ScalarMax(gate, null, gate, 0));
    Nd4j.getExecutioner().exec(new ScalarMin(gate, null, gate, TOP));
    gate.divi(TOP);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    return at.node("HardSwish", inputs[0]).done(inputs[0].channels());
  }

  /** dx = 0 below -3, g above 3, and g (2 x + 3) / 6 between. */
  @Override
  INDArray[] backward(LayerPass pass, INDArray gradientOfOutput) {
    Memory memory = pass.memory();
    INDArray x = pass.kept(0);
    INDArray gradient = memory.writable(gradientOfOutput);
    INDArray slope = memory.take(x.dataType(), x.shape());
    INDArray inside = memory.take(x.dataType(), x.shape());
    clipped(x, slope);
    // x / 6 where the gate is neither 0 nor 1: the gate times 1 - gate is positive there alone
    slope.mul(slope, inside);
    slope.sub(inside, inside);
    Nd4j.getExecutioner().exec(new Step(inside, inside, 0));
    inside.muli(x).divi(TOP);
    slope.addi(inside);
    gradient.muli(slope);
    memory.release(inside);
    memory.release(slope);
    pass.drop();
    return new INDArray[] {gradient};
  }
}
