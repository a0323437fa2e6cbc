// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The maximum of windows, first down the columns and then along the rows: a copy and a comparison
 * of whole images for each pixel of a window's side. One-DNN's kernel for these layouts takes twice
 * as long.
 *
 * @param kernel side of a window
 * @param pad pixels beyond each border, which never are the maximum; less than {@code kernel}
 */
record SeparableMaximum(int kernel, int stride, int pad) {

  /** Of [batch, c, h, w], which stays the caller's, into y. */
  void of(Memory memory, INDArray x, INDArray y) {
    INDArray down = memory.take(x.dataType(), x.size(0), x.size(1), y.size(2), x.size(3));
    along(memory, 2, x, down);
    along(memory, 3, down, y);
    memory.release(down);
  }

  private void along(Memory memory, int dimension, INDArray x, INDArray y) {
    long windows = y.size(dimension);
    y.assign(seen(x, dimension, pad, 0, windows));
    INDArray other = memory.take(y.dataType(), y.shape());
    for (int place = 0; place < kernel; place++) {
      long from = Math.max(0, (pad - place + stride - 1) / stride);
      long to = Math.min(windows, Math.floorDiv(x.size(dimension) - 1 + pad - place, stride) + 1);
      if (place == pad || from >= to) {
        continue; // y began with it, or no window sees it
      }
      if (from > 0 || to < windows) {
        other.assign(y); // where this place lies beyond the border
      }
      Slice.of(other, dimension, from, to).assign(seen(x, dimension, place, from, to));
      Nd4j.exec(DynamicCustomOp.builder("maximum").addInputs(y, other).addOutputs(y).build());
    }
    memory.release(other);
  }

  /** What windows from to to see at one place. */
  private INDArray seen(INDArray x, int dimension, int place, long from, long to) {
    long first = from * stride + place - pad;
    return Slice.every(x, dimension, first, (to - 1) * stride + place - pad + 1, stride);
  }
}
