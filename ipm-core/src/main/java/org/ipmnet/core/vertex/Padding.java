// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What lies beyond the border of an image. */
public enum Padding {
  /** The mirrored inside, without repeating the edge: c b | a b c | b a. */
  REFLECT {
    @Override
    INDArray pad(Memory memory, INDArray x, int p, Layout layout) {
      INDArray out = layout.enlarged(memory, x, p);
      INDArray[] mirror = mirror(memory, out, p, layout);
      Elementwise.copy(x, mirror[0]);
      memory.release(x);
      for (int i = 1; i < mirror.length; i += 2) {
        Elementwise.copy(mirror[i + 1], mirror[i]);
      }
      return out;
    }

    @Override
    INDArray fold(Memory memory, INDArray gradient, int p, Layout layout) {
      INDArray[] mirror = mirror(memory, gradient, p, layout);
      for (int i = mirror.length - 2; i >= 1; i -= 2) {
        Elementwise.add(mirror[i], mirror[i + 1]);
      }
      INDArray out = layout.enlarged(memory, gradient, -p);
      Elementwise.copy(mirror[0], out);
      memory.release(gradient);
      return out;
    }

    private INDArray[] mirror(Memory memory, INDArray padded, int p, Layout layout) {
      Mirror mirror = new Mirror(p, layout);
      return memory.views(padded, mirror, mirror::views);
    }
  },

  /** Zeros, which the convolution itself supplies. */
  ZERO {
    @Override
    INDArray pad(Memory memory, INDArray x, int p, Layout layout) {
      return x;
    }

    @Override
    INDArray fold(Memory memory, INDArray gradient, int p, Layout layout) {
      return gradient;
    }
  };

  /**
   * Pads images of h x w pixels to h + 2p x w + 2p, or leaves that to the convolution.
   *
   * @param x an owned reference
   */
  abstract INDArray pad(Memory memory, INDArray x, int p, Layout layout);

  /**
   * The gradient of {@link #pad}: what went to the border comes back to where it was taken from.
   */
  abstract INDArray fold(Memory memory, INDArray gradient, int p, Layout layout);

  /** The views of a padded array that a reflection copies between. */
  private record Mirror(int pad, Layout layout) {
    /**
     * The inside, then pairs of border and source: columns, and then whole rows, corners included,
     * which mirror what the columns have received.
     */
    INDArray[] views(INDArray padded) {
      List<INDArray> views = new ArrayList<>();
      long bottom = layout.height(padded) - pad;
      views.add(layout.window(padded, pad, bottom, pad, layout.width(padded) - pad));
      for (int dimension : new int[] {layout.columnDimension(), layout.rowDimension()}) {
        for (int i = 1; i <= pad; i++) {
          addPairs(views, padded, dimension, i);
        }
      }
      return views.toArray(INDArray[]::new);
    }

    private void addPairs(List<INDArray> views, INDArray padded, int dimension, int distance) {
      long first = pad;
      long last = padded.size(dimension) - 1 - pad;
      long border = first - distance;
      long source = first + distance;
      long otherBorder = last + distance;
      long otherSource = last - distance;
      views.add(Slice.of(padded, dimension, border, border + 1));
      views.add(Slice.of(padded, dimension, source, source + 1));
      views.add(Slice.of(padded, dimension, otherBorder, otherBorder + 1));
      views.add(Slice.of(padded, dimension, otherSource, otherSource + 1));
    }
  }
}
