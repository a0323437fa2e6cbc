// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One pixel around an image that repeats its edge: a | a b c | c. */
final class EdgePadding {
  private EdgePadding() {}

  /** [batch, c, h, w] to [batch, c, h + 2, w + 2], an owned reference; x stays the caller's. */
  static INDArray pad(Memory memory, INDArray x) {
    INDArray padded = memory.take(x.dataType(), x.size(0), x.size(1), x.size(2) + 2, x.size(3) + 2);
    INDArray[] views = views(memory, padded);
    views[0].assign(x);
    for (int i = 1; i < views.length; i += 2) {
      views[i].assign(views[i + 1]);
    }
    return padded;
  }

  /**
   * The gradient of {@link #pad}, an owned reference.
   *
   * @param padded an owned reference
   */
  static INDArray fold(Memory memory, INDArray padded) {
    INDArray[] views = views(memory, padded);
    for (int i = views.length - 2; i >= 1; i -= 2) {
      views[i + 1].addi(views[i]);
    }
    INDArray gradient = memory.take(padded.dataType(), views[0].shape());
    gradient.assign(views[0]);
    memory.release(padded);
    return gradient;
  }

  /** The image inside its border, a view. */
  static INDArray inside(Memory memory, INDArray padded) {
    return views(memory, padded)[0];
  }

  /** The inside, then pairs of border and edge: columns, then whole rows with the corners. */
  private static INDArray[] views(Memory memory, INDArray padded) {
    return memory.views(
        padded,
        "edge",
        array -> {
          INDArray[] views = new INDArray[5];
          INDArray rows = Slice.of(array, 2, 1, array.size(2) - 1);
          views[0] = Slice.of(rows, 3, 1, array.size(3) - 1);
          for (int dimension = 3; dimension >= 2; dimension--) {
            long last = array.size(dimension) - 1;
            int at = dimension == 3 ? 1 : 3;
            views[at] = Slice.every(array, dimension, 0, last + 1, last);
            views[at + 1] = Slice.every(array, dimension, 1, last, Math.max(1, last - 2));
          }
          return views;
        });
  }
}
