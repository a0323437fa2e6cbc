// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Channelwise;
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
      for (int end = 0; end < 2; end++) {
        side.border(y, end).assign(half(result, end));
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
      for (int end = 0; end < 2; end++) {
        half(result, end).assign(side.border(gradient, end));
      }
      ConvolutionMethod.Gradients both = side.convolution.gradients(memory, strips, kernel, result);
      side.fold(both.input(), xGradient);
      side.kernel.addGradient(memory, taps(both.weight()), weightGradient);
      biasGradient.addi(Channelwise.sumsByChannel(memory, result, layout).reshape(weight.size(0)));
      for (INDArray used : new INDArray[] {both.weight(), both.input(), result, kernel, strips}) {
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
    side.kernel.sum(weight, taps(kernel));
    return kernel;
  }

  /** A kernel as [out * in, taps]. */
  private static INDArray taps(INDArray kernel) {
    long pairs = kernel.size(0) * kernel.size(1);
    return kernel.reshape('c', pairs, kernel.length() / pairs);
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
      for (int end = 0; end < 2; end++) {
        for (int line = 0; line < 2; line++) {
          INDArray from = line(x, end, line);
          INDArray to = Slice.of(half(strips, end), across, line, line + 1);
          for (INDArray copy : doubled(to)) {
            copy.assign(from);
          }
          for (int i = 0; i < 2 * pad; i++) {
            beyond(to, i).assign(inside(from, i));
          }
        }
      }
      return strips;
    }

    /** The gradient of {@link #strips}, added. */
    void fold(INDArray strips, INDArray x) {
      for (int end = 0; end < 2; end++) {
        for (int line = 0; line < 2; line++) {
          INDArray to = line(x, end, line);
          INDArray from = Slice.of(half(strips, end), across, line, line + 1);
          for (INDArray copy : doubled(from)) {
            to.addi(copy);
          }
          for (int i = 0; i < 2 * pad; i++) {
            inside(to, i).addi(beyond(from, i));
          }
        }
      }
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

    /** That border of the doubled image, a view. */
    INDArray border(INDArray y, int end) {
      long index = end == 0 ? 0 : y.size(across) - 1;
      INDArray line = Slice.of(y, across, index, index + 1);
      return corners == 0 ? line : Slice.of(line, along, 1, y.size(along) - 1);
    }
  }
}
