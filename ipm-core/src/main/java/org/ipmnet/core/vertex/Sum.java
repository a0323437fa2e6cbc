// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a + b of two equal shapes: the end of a residual block, and the r_x residual of G. */
public final class Sum extends LayerConfig {
  private static final long serialVersionUID = 1L;

  @Override
  Object[] values() {
    return new Object[0];
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return inputs[0];
  }

  @Override
  LayerVertex operation(LayerVertex.Place place) {
    return new Add(place);
  }

  private static final class Add extends LinearMap {
    private static final long serialVersionUID = 1L;

    Add(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(LayerPass pass, INDArray... inputs) {
      Memory memory = pass.memory();
      int into = memory.sole(inputs[0]) ? 0 : 1;
      INDArray sum = memory.writable(inputs[into]);
      sum.addi(inputs[1 - into]);
      memory.release(inputs[1 - into]);
      return sum;
    }

    @Override
    public INDArray[] backward(LayerPass pass, INDArray gradient) {
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
}
