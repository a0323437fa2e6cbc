// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The channels of two images behind each other: [batch, a, h, w], [batch, b, h, w] to a + b. */
public final class Concatenation extends Figure {
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
    return new long[] {inputs[0][0] + inputs[1][0], inputs[0][1], inputs[0][2]};
  }

  @Override
  Operation operation(Operation.Place place) {
    return new Join(place);
  }

  private static final class Join extends Operation {
    private static final long serialVersionUID = 1L;

    Join(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(Pass pass, INDArray... inputs) {
      Memory memory = pass.memory();
      INDArray a = inputs[0];
      INDArray b = inputs[1];
      long channels = a.size(1) + b.size(1);
      INDArray y = memory.take(a.dataType(), a.size(0), channels, a.size(2), a.size(3));
      Slice.of(y, 1, 0, a.size(1)).assign(a);
      Slice.of(y, 1, a.size(1), channels).assign(b);
      pass.shape(a.shape());
      memory.release(a);
      memory.release(b);
      return y;
    }

    @Override
    public boolean piecewiseLinear() {
      return true;
    }

    @Override
    public INDArray tangent(Pass at, Pass own, INDArray... tangents) {
      return forward(own, tangents);
    }

    @Override
    public INDArray[] backward(Pass pass, INDArray gradient) {
      long first = pass.shape()[1];
      INDArray[] gradients = new INDArray[2];
      for (int i = 0; i < 2; i++) {
        if (pass.wantsInput(i)) {
          INDArray part =
              i == 0
                  ? Slice.of(gradient, 1, 0, first)
                  : Slice.of(gradient, 1, first, gradient.size(1));
          gradients[i] = pass.memory().take(gradient.dataType(), part.shape()).assign(part);
        }
      }
      pass.memory().release(gradient);
      return gradients;
    }
  }
}
