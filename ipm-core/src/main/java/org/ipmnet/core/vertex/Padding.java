// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What lies beyond the border of an image. */
public enum Padding {
  /** The mirrored inside, without repeating the edge: c b | a b c | b a. */
  REFLECT {
    @Override
    INDArray pad(Memory memory, INDArray x, int p) {
      long h = x.size(2);
      long w = x.size(3);
      INDArray out = memory.take(x.dataType(), x.size(0), x.size(1), h + 2L * p, w + 2L * p);
      inside(out, p, h, w).assign(x);
      memory.release(x);
      for (int i = 1; i <= p; i++) {
        columns(out, p - i).assign(columns(out, p + i));
        columns(out, p + w - 1 + i).assign(columns(out, p + w - 1 - i));
      }
      // Whole rows, corners included: they mirror what the columns have just received.
      for (int i = 1; i <= p; i++) {
        rows(out, p - i).assign(rows(out, p + i));
        rows(out, p + h - 1 + i).assign(rows(out, p + h - 1 - i));
      }
      return out;
    }

    @Override
    INDArray fold(Memory memory, INDArray gradient, int p) {
      long h = gradient.size(2) - 2L * p;
      long w = gradient.size(3) - 2L * p;
      for (int i = 1; i <= p; i++) {
        rows(gradient, p + i).addi(rows(gradient, p - i));
        rows(gradient, p + h - 1 - i).addi(rows(gradient, p + h - 1 + i));
      }
      for (int i = 1; i <= p; i++) {
        columns(gradient, p + i).addi(columns(gradient, p - i));
        columns(gradient, p + w - 1 - i).addi(columns(gradient, p + w - 1 + i));
      }
      INDArray out = memory.take(gradient.dataType(), gradient.size(0), gradient.size(1), h, w);
      out.assign(inside(gradient, p, h, w));
      memory.release(gradient);
      return out;
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

  /** The upper left corner of that height and width. */
  static INDArray corner(INDArray a, long h, long w) {
    return inside(a, 0, h, w);
  }

  private static INDArray inside(INDArray a, long p, long h, long w) {
    return Slice.of(Slice.of(a, 2, p, p + h), 3, p, p + w);
  }

  private static INDArray rows(INDArray a, long row) {
    return Slice.of(a, 2, row, row + 1);
  }

  private static INDArray columns(INDArray a, long column) {
    return Slice.of(a, 3, column, column + 1);
  }
}
