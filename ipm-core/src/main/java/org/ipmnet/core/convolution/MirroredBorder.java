// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The outermost pixels of a {@link SubPixelConvolution} with a mirrored border, where the mirror
 * lies on the doubled image: 5x5 taps there see one row or column three times and its neighbour
 * twice. Both rows, and both columns, are one batch.
 */
final class MirroredBorder {
  private final Layout layout;
  private final Side[] sides;

  MirroredBorder(Layout layout) {
    this.layout = layout;
    this.sides = new Side[] {Side.rows(layout), Side.columns(layout)};
  }

  /**
   * Gradients of the parameters, owned references.
   *
   * @param weight [out, in, 5, 5]
   * @param bias [out]
   */
  record Parameters(INDArray weight, INDArray bias) {}

  /** Overwrites the border of y, 2h x 2w pixels, by that of x, h x w. */
  void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    for (Side side : sides) {
      INDArray strips = side.strips(memory, x);
      INDArray kernel = kernel(memory, side, weight);
      INDArray result = memory.take(x.dataType(), side.resultShape(x, weight.size(0)));
      side.convolution.forward(memory, strips, kernel, bias, result);
      INDArray[] ends = halves(memory, result);
      INDArray[] borders = side.borders(memory, y);
      for (int end = 0; end < 2; end++) {
        Elementwise.copy(ends[end], borders[end]);
      }
      memory.release(result);
      memory.release(kernel);
      memory.release(strips);
    }
  }

  /**
   * Adds the border's part to the gradient of x.
   *
   * @param gradient of y; only its border is read
   */
  Parameters backward(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray xGradient) {
    DataType type = x.dataType();
    INDArray weightGradient = memory.zeros(type, weight.shape());
    INDArray biasGradient = memory.zeros(type, weight.size(0));
    for (Side side : sides) {
      INDArray strips = side.strips(memory, x);
      INDArray kernel = kernel(memory, side, weight);
      INDArray result = memory.take(type, side.resultShape(x, weight.size(0)));
      INDArray[] ends = halves(memory, result);
      INDArray[] borders = side.borders(memory, gradient);
      for (int end = 0; end < 2; end++) {
        Elementwise.copy(borders[end], ends[end]);
      }
      INDArray ofBias = memory.take(type, weight.size(0));
      ConvolutionMethod.Gradients both =
          side.convolution.gradients(memory, strips, kernel, result, ofBias);
      side.fold(memory, both.input(), xGradient);
      side.kernel.addGradient(memory, taps(both.weight()), weightGradient);
      Elementwise.add(ofBias, biasGradient);
      for (INDArray used :
          new INDArray[] {ofBias, both.weight(), both.input(), result, kernel, strips}) {
        memory.release(used);
      }
    }
    return new Parameters(weightGradient, biasGradient);
  }

  private static INDArray kernel(Memory memory, Side side, INDArray weight) {
    INDArray kernel =
        memory.take(
            weight.dataType(),
            weight.size(0),
            weight.size(1),
            side.kernel.height(),
            side.kernel.width());
    side.kernel.sum(memory, weight, taps(kernel));
    return kernel;
  }

  /** A kernel as [out * in, taps]. */
  private static INDArray taps(INDArray kernel) {
    long pairs = kernel.size(0) * kernel.size(1);
    return kernel.reshape('c', pairs, kernel.length() / pairs);
  }

  private record Halves() {}

  private static INDArray[] halves(Memory memory, INDArray both) {
    return memory.views(
        both, new Halves(), array -> new INDArray[] {half(array, 0), half(array, 1)});
  }

  private static INDArray half(INDArray both, int end) {
    long batch = both.size(0) / 2;
    return Slice.of(both, 0, end * batch, (end + 1) * batch);
  }

  /**
   * A pair of borders.
   *
   * @param corners how many of a border's ends belong to the other pair
   * @param across the dimension in which they are the first and the last
   * @param along the dimension they run along
   * @param pad pixels beyond each end that the convolution needs
   */
  private record Side(
      int corners,
      int across,
      int along,
      int pad,
      SubPixelKernel kernel,
      Convolution2d convolution) {

    private static Side of(
        int corners, int across, int along, int pad, SubPixelKernel kernel, Layout layout) {
      Window window = new Window(kernel.height(), kernel.width(), 1, 0, 0);
      return new Side(corners, across, along, pad, kernel, new Convolution2d(window, layout));
    }

    /** First and last row, whole. */
    static Side rows(Layout layout) {
      return of(
          0, layout.rowDimension(), layout.columnDimension(), 2, SubPixelKernel.BORDER_ROW, layout);
    }

    /** First and last column without the corners. */
    static Side columns(Layout layout) {
      return of(
          2,
          layout.columnDimension(),
          layout.rowDimension(),
          1,
          SubPixelKernel.BORDER_COLUMN,
          layout);
    }

    /** Last line but one and last line of either end, doubled along and mirrored beyond. */
    INDArray strips(Memory memory, INDArray x) {
      long[] shape = x.shape().clone();
      shape[0] *= 2;
      shape[across] = 2;
      shape[along] = 2 * x.size(along) + 2L * pad;
      INDArray strips = memory.take(x.dataType(), shape);
      INDArray[] from = inImages(memory, x);
      INDArray[] to = inStrips(memory, strips);
      for (int i = 0; i < from.length; i++) {
        Elementwise.copy(from[i], to[i]);
      }
      return strips;
    }

    /** The gradient of {@link #strips}, added. */
    void fold(Memory memory, INDArray strips, INDArray x) {
      INDArray[] to = inImages(memory, x);
      INDArray[] from = inStrips(memory, strips);
      for (int i = 0; i < from.length; i++) {
        Elementwise.add(from[i], to[i]);
      }
    }

    private record Views(Side side, boolean ofStrips) {}

    /** For each line of either end: itself for even and odd pixels, and what is mirrored. */
    private INDArray[] inImages(Memory memory, INDArray x) {
      return memory.views(
          x,
          new Views(this, false),
          array -> {
            List<INDArray> views = new ArrayList<>();
            for (int end = 0; end < 2; end++) {
              for (int line = 0; line < 2; line++) {
                INDArray from = line(array, end, line);
                views.add(from);
                views.add(from);
                for (int i = 0; i < 2 * pad; i++) {
                  views.add(inside(from, i));
                }
              }
            }
            return views.toArray(INDArray[]::new);
          });
    }

    /** Where the views of {@link #inImages} go. */
    private INDArray[] inStrips(Memory memory, INDArray strips) {
      return memory.views(
          strips,
          new Views(this, true),
          array -> {
            List<INDArray> views = new ArrayList<>();
            for (int end = 0; end < 2; end++) {
              for (int line = 0; line < 2; line++) {
                INDArray to = Slice.of(half(array, end), across, line, line + 1);
                views.addAll(List.of(doubled(to)));
                for (int i = 0; i < 2 * pad; i++) {
                  views.add(beyond(to, i));
                }
              }
            }
            return views.toArray(INDArray[]::new);
          });
    }

    /** Line 0 is the last but one of that end, line 1 the last. */
    private INDArray line(INDArray x, int end, int line) {
      long last = x.size(across) - 1;
      long index = end == 0 ? 1 - line : last - 1 + line;
      return Slice.of(x, across, index, index + 1);
    }

    /** Even and odd pixels of the doubled line. */
    private INDArray[] doubled(INDArray strip) {
      long length = strip.size(along) - 2L * pad;
      return new INDArray[] {
        Slice.every(strip, along, pad, pad + length, 2),
        Slice.every(strip, along, pad + 1L, pad + length, 2)
      };
    }

    /** Pixels beyond the line, from its start outwards, then from its end outwards. */
    private INDArray beyond(INDArray strip, int i) {
      long index = i < pad ? pad - 1L - i : strip.size(along) - pad + (i - pad);
      return Slice.of(strip, along, index, index + 1);
    }

    /** Which pixel of the small line {@link #beyond} mirrors: the edge, then its neighbour. */
    private INDArray inside(INDArray line, int i) {
      long index = i < pad ? i : line.size(along) - 1 - (i - pad);
      return Slice.of(line, along, index, index + 1);
    }

    long[] resultShape(INDArray x, long out) {
      long[] shape = x.shape().clone();
      shape[0] = 2 * x.size(0);
      shape[convolution.layout().channelDimension()] = out;
      shape[across] = 1;
      shape[along] = 2 * x.size(along) - corners;
      return shape;
    }

    private record Borders(Side side) {}

    /** Both borders of the doubled image, views. */
    INDArray[] borders(Memory memory, INDArray y) {
      return memory.views(
          y, new Borders(this), array -> new INDArray[] {border(array, 0), border(array, 1)});
    }

    private INDArray border(INDArray y, int end) {
      long index = end == 0 ? 0 : y.size(across) - 1;
      INDArray line = Slice.of(y, across, index, index + 1);
      return corners == 0 ? line : Slice.of(line, along, 1, y.size(along) - 1);
    }
  }
}
