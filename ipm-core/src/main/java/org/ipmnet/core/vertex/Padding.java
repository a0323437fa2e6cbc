// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What lies beyond the border of an image. */
public enum Padding {
  /** The mirrored inside, without repeating the edge: c b | a b c | b a. */
  REFLECT {
    @Override
    INDArray pad(Memory memory, INDArray x, int p) {
      INDArray out =
          memory.take(x.dataType(), x.size(0), x.size(1), x.size(2) + 2L * p, x.size(3) + 2L * p);
      INDArray[] mirror = mirror(memory, out, p);
      mirror[0].assign(x);
      memory.release(x);
      for (int i = 1; i < mirror.length; i += 2) {
        mirror[i].assign(mirror[i + 1]);
      }
      return out;
    }

    @Override
    INDArray fold(Memory memory, INDArray gradient, int p) {
      INDArray[] mirror = mirror(memory, gradient, p);
      for (int i = mirror.length - 2; i >= 1; i -= 2) {
        mirror[i + 1].addi(mirror[i]);
      }
      INDArray out =
          memory.take(
              gradient.dataType(),
              gradient.size(0),
              gradient.size(1),
              gradient.size(2) - 2L * p,
              gradient.size(3) - 2L * p);
      out.assign(mirror[0]);
      memory.release(gradient);
      return out;
    }

    private INDArray[] mirror(Memory memory, INDArray padded, int p) {
      return memory.views(padded, new Mirror(p), array -> Mirror.views(array, p));
    }
  },

  /** Zeros, which the convolution itself supplies. */
  ZERO {
    @Override
    INDArray pad(Memory memory, INDArray x, int p) {
      return x;
    }

    @Override
    INDArray fold(Memory memory, INDArray gradient, int p) {
      return gradient;
    }
  };

  /**
   * Pads [batch, c, h, w] to [batch, c, h + 2p, w + 2p], or leaves that to the convolution.
   *
   * @param x an owned reference
   */
  abstract INDArray pad(Memory memory, INDArray x, int p);

  /**
   * The gradient of {@link #pad}: what went to the border comes back to where it was taken from.
   */
  abstract INDArray fold(Memory memory, INDArray gradient, int p);

  private static INDArray inside(INDArray a, long p, long h, long w) {
    return Slice.of(Slice.of(a, 2, p, p + h), 3, p, p + w);
  }

  /** The views of a padded array that a reflection copies between. */
  private record Mirror(int pad) {
    /**
     * The inside, then pairs of border and source: columns, and then whole rows, corners included,
     * which mirror what the columns have received.
     */
    static INDArray[] views(INDArray padded, int p) {
      List<INDArray> views = new ArrayList<>();
      views.add(inside(padded, p, padded.size(2) - 2L * p, padded.size(3) - 2L * p));
      for (int dimension : new int[] {3, 2}) {
        for (int i = 1; i <= p; i++) {
          addPairs(views, padded, dimension, p, i);
        }
      }
      return views.toArray(INDArray[]::new);
    }

    private static void addPairs(
        List<INDArray> views, INDArray padded, int dimension, int p, int distance) {
      long first = p;
      long last = padded.size(dimension) - 1 - p;
      long border = first - distance;
      long source = first + distance;
      long otherBorder = last + distance;
      long otherSource = last - distance;
      if (otherSource > source) {
        // Both sides at once: one strided view of two lines costs half of two views.
        views.add(two(padded, dimension, border, otherBorder));
        views.add(two(padded, dimension, source, otherSource));
      } else {
        views.add(Slice.of(padded, dimension, border, border + 1));
        views.add(Slice.of(padded, dimension, source, source + 1));
        views.add(Slice.of(padded, dimension, otherBorder, otherBorder + 1));
        views.add(Slice.of(padded, dimension, otherSource, otherSource + 1));
      }
    }

    private static INDArray two(INDArray padded, int dimension, long first, long second) {
      return Slice.every(padded, dimension, first, second + 1, second - first);
    }
  }
}
