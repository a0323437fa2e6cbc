// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Channels one behind the other: [batch, c1, h, w], [batch, c2, h, w], ... to their sum. */
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
    return Integer.MAX_VALUE;
  }

  @Override
  long[] outputShape(long[]... inputs) {
    long channels = Arrays.stream(inputs).mapToLong(shape -> shape[0]).sum();
    return new long[] {channels, inputs[0][1], inputs[0][2]};
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
      long[] channels = Arrays.stream(inputs).mapToLong(x -> x.size(1)).toArray();
      INDArray first = inputs[0];
      INDArray joined =
          memory.take(
              first.dataType(),
              first.size(0),
              Arrays.stream(channels).sum(),
              first.size(2),
              first.size(3));
      long at = 0;
      for (INDArray x : inputs) {
        Slice.of(joined, 1, at, at + x.size(1)).assign(x);
        at += x.size(1);
        memory.release(x);
      }
      pass.note(channels);
      return joined;
    }

    @Override
    public INDArray[] backward(Pass pass, INDArray gradient) {
      Memory memory = pass.memory();
      long[] channels = (long[]) pass.noted();
      INDArray[] gradients = new INDArray[channels.length];
      long at = 0;
      for (int i = 0; i < channels.length; i++) {
        if (pass.wantsInput(i)) {
          gradients[i] =
              memory.take(
                  gradient.dataType(),
                  gradient.size(0),
                  channels[i],
                  gradient.size(2),
                  gradient.size(3));
          gradients[i].assign(Slice.of(gradient, 1, at, at + channels[i]));
        }
        at += channels[i];
      }
      memory.release(gradient);
      return gradients;
    }
  }
}
