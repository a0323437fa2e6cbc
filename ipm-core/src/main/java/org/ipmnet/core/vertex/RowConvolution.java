// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of stride 1 from or to a picture, with the rows of its kernel as channels. One-DNN
 * computes 16 channels even where there are 3; with 7 rows of 3 channels and a kernel of one row
 * little is wasted, in half the time.
 *
 * <ul>
 *   <li>To a picture: one row of the kernel at a time answers with a plane, and y is the sum of the
 *       planes, each moved by its row.
 *   <li>From a picture: the planes are the picture, moved. Only the gradients gain from it.
 * </ul>
 *
 * @param height of the kernel
 * @param width of the kernel
 */
record RowConvolution(int height, int width) implements ConvolutionMethod {
  /** Channels of a picture. */
  private static final int FEW = 4;

  private static final Map<Ones, INDArray> ONES = new ConcurrentHashMap<>();

  private record Ones(DataType type, int length) {
    INDArray row() {
      return Nd4j.createUninitializedDetached(type, 'c', 1, length).assign(1);
    }
  }

  /** Whether it is faster than a plain convolution. */
  static boolean pays(INDArray weight) {
    long fewer = Math.min(weight.size(0), weight.size(1));
    long more = Math.max(weight.size(0), weight.size(1));
    return weight.size(2) >= 5 && fewer <= FEW && more >= 8 * FEW;
  }

  private DirectConvolution rows() {
    return new DirectConvolution(1, width, 1, 0);
  }

  private static boolean toPicture(INDArray weight) {
    return weight.size(0) <= FEW;
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    if (!toPicture(weight)) {
      new DirectConvolution(height, width, 1, 0).forward(memory, x, weight, bias, y);
      return;
    }
    INDArray kernel = kernel(memory, weight);
    INDArray planes =
        memory.take(x.dataType(), x.size(0), kernel.size(0), x.size(2), x.size(3) - width + 1);
    rows().forward(memory, x, kernel, null, planes);
    memory.release(kernel);
    sum(memory, planes, 1, y);
    memory.release(planes);
    if (bias != null) {
      Rows.shiftByChannel(y, bias);
    }
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray kernel = kernel(memory, weight);
    INDArray result;
    if (toPicture(weight)) {
      INDArray planes = spread(memory, gradient, -1, shape[2]);
      result = rows().inputGradient(memory, kernel, planes, shape);
      memory.release(planes);
    } else {
      long[] planesShape = {shape[0], height * shape[1], gradient.size(2), shape[3]};
      INDArray planes = rows().inputGradient(memory, kernel, gradient, planesShape);
      result = memory.take(gradient.dataType(), shape);
      sum(memory, planes, -1, result);
      memory.release(planes);
    }
    memory.release(kernel);
    return result;
  }

  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    Gradients both = gradients(memory, x, weight, gradient);
    memory.release(both.input());
    return both.weight();
  }

  @Override
  public Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray kernel = kernel(memory, weight);
    Gradients byRows;
    INDArray input;
    if (toPicture(weight)) {
      INDArray planes = spread(memory, gradient, -1, x.size(2));
      byRows = rows().gradients(memory, x, kernel, planes);
      memory.release(planes);
      input = byRows.input();
    } else {
      INDArray planes = spread(memory, x, 1, gradient.size(2));
      byRows = rows().gradients(memory, planes, kernel, gradient);
      memory.release(planes);
      input = memory.take(x.dataType(), x.shape());
      sum(memory, byRows.input(), -1, input);
      memory.release(byRows.input());
    }
    memory.release(kernel);
    INDArray result = memory.take(weight.dataType(), weight.shape());
    channelsOf(result).assign(byRows.weight().reshape('c', channelsOf(result).shape()));
    memory.release(byRows.weight());
    return new Gradients(input, result);
  }

  /**
   * The kernel's rows as channels of the picture: [kh * out, in, 1, kw] or [out, kh * in, 1, kw].
   */
  private INDArray kernel(Memory memory, INDArray weight) {
    long out = weight.size(0);
    long in = weight.size(1);
    INDArray kernel =
        toPicture(weight)
            ? memory.take(weight.dataType(), height * out, in, 1, width)
            : memory.take(weight.dataType(), out, height * in, 1, width);
    INDArray channels = channelsOf(weight);
    kernel.reshape('c', channels.shape()).assign(channels);
    return kernel;
  }

  /** A view of the weights with the kernel's rows before the picture's channels. */
  private static INDArray channelsOf(INDArray weight) {
    return toPicture(weight) ? weight.permute(2, 0, 1, 3) : weight.permute(0, 2, 1, 3);
  }

  /**
   * Planes [batch, kh * c, rows, w], where plane (k, c) is c of the picture moved: its row r is the
   * picture's row r + direction * k, or zeros beyond the picture.
   */
  private INDArray spread(Memory memory, INDArray picture, int direction, long rows) {
    long channels = picture.size(1);
    INDArray planes =
        memory.take(picture.dataType(), picture.size(0), height * channels, rows, picture.size(3));
    if (rows > picture.size(2)) {
      planes.assign(0);
    }
    for (int k = 0; k < height; k++) {
      Moved moved = Moved.of(rows, direction * k, picture.size(2));
      INDArray plane = Slice.of(planes, 1, k * channels, (k + 1) * channels);
      moved.of(plane).assign(moved.from(picture));
    }
    return planes;
  }

  /** The sum over k of planes (k, c) moved: row r of y sums rows r + direction * k. */
  private void sum(Memory memory, INDArray planes, int direction, INDArray y) {
    long channels = y.size(1);
    INDArray moved = memory.take(y.dataType(), height, y.size(0), channels, y.size(2), y.size(3));
    if (y.size(2) > planes.size(2)) {
      moved.assign(0);
    }
    for (int k = 0; k < height; k++) {
      Moved rows = Moved.of(y.size(2), direction * k, planes.size(2));
      INDArray to = Slice.of(moved, 0, k, k + 1L).reshape('c', y.shape());
      rows.of(to).assign(rows.from(Slice.of(planes, 1, k * channels, (k + 1) * channels)));
    }
    Nd4j.gemm(
        ONES.computeIfAbsent(new Ones(y.dataType(), height), Ones::row),
        moved.reshape('c', height, y.length()),
        y.reshape('c', 1, y.length()),
        false,
        false,
        1,
        0);
    memory.release(moved);
  }

  /** Rows first to end of one image see rows first + by to end + by of another. */
  private record Moved(long first, long end, long by) {
    static Moved of(long rows, long by, long otherRows) {
      return new Moved(Math.max(0, -by), Math.min(rows, otherRows - by), by);
    }

    INDArray of(INDArray image) {
      return Slice.of(image, 2, first, end);
    }

    INDArray from(INDArray other) {
      return Slice.of(other, 2, first + by, end + by);
    }
  }
}
