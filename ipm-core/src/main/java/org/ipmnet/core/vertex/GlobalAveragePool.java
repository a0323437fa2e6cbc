// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of each channel: [batch, c, h, w] to [batch, c, 1, 1]. */
public final class GlobalAveragePool extends Figure {
  private static final long serialVersionUID = 1L;

  @Override
  Object[] values() {
    return new Object[0];
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return new long[] {inputs[0][0], 1, 1};
  }

  @Override
  Operation operation(Operation.Place place) {
    return new Mean(place);
  }

  private static final class Mean extends LinearMap {
    private static final long serialVersionUID = 1L;

    Mean(Place place) {
      super(place);
    }

    @Override
    public INDArray forward(Pass pass, INDArray... inputs) {
      INDArray x = inputs[0];
      pass.shape(x.shape());
      INDArray y = pass.memory().take(x.dataType(), x.size(0), x.size(1), 1, 1);
      INDArray rows = Rows.of(x);
      y.assign(Rows.sums(pass.memory(), rows).divi(rows.size(1)).reshape(y.shape()));
      pass.memory().release(x);
      return y;
    }

    @Override
    public INDArray[] backward(Pass pass, INDArray gradient) {
      Memory memory = pass.memory();
      INDArray g = memory.zeros(gradient.dataType(), pass.shape());
      INDArray rows = Rows.of(g);
      Rows.shift(rows, gradient.div(rows.size(1)).reshape('c', rows.size(0), 1));
      memory.release(gradient);
      return new INDArray[] {g};
    }
  }
}
