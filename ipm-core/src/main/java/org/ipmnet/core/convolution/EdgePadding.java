// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One pixel around an image that repeats its edge: a | a b c | c. */
final class EdgePadding {
  private EdgePadding() {}

  /** Images of h x w pixels to h + 2 x w + 2, an owned reference; x stays the caller's. */
  static INDArray pad(Memory memory, INDArray x, Layout layout) {
    INDArray padded = layout.enlarged(memory, x, 1);
    INDArray[] views = views(memory, padded, layout);
    Elementwise.copy(x, views[0]);
    for (int i = 1; i < views.length; i += 2) {
      Elementwise.copy(views[i + 1], views[i]);
    }
    return padded;
  }

  /**
   * The gradient of {@link #pad}, an owned reference.
   *
   * @param padded an owned reference
   */
  static INDArray fold(Memory memory, INDArray padded, Layout layout) {
    INDArray[] views = views(memory, padded, layout);
    for (int i = views.length - 2; i >= 1; i -= 2) {
      Elementwise.add(views[i], views[i + 1]);
    }
    INDArray gradient = memory.take(padded.dataType(), views[0].shape());
    Elementwise.copy(views[0], gradient);
    memory.release(padded);
    return gradient;
  }

  /** The image inside its border, a view. */
  static INDArray inside(Memory memory, INDArray padded, Layout layout) {
    return views(memory, padded, layout)[0];
  }

  /** The inside, then pairs of border and edge: columns, then whole rows with the corners. */
  private static INDArray[] views(Memory memory, INDArray padded, Layout layout) {
    Edges edges = new Edges(layout);
    return memory.views(padded, edges, edges::of);
  }

  private record Edges(Layout layout) {
    INDArray[] of(INDArray padded) {
      INDArray[] views = new INDArray[9];
      views[0] = layout.window(padded, 1, layout.height(padded) - 1, 1, layout.width(padded) - 1);
      int at = 1;
      for (int dimension : new int[] {layout.columnDimension(), layout.rowDimension()}) {
        long last = padded.size(dimension) - 1;
        views[at++] = Slice.of(padded, dimension, 0, 1);
        views[at++] = Slice.of(padded, dimension, 1, 2);
        views[at++] = Slice.of(padded, dimension, last, last + 1);
        views[at++] = Slice.of(padded, dimension, last - 1, last);
      }
      return views;
    }
  }
}
