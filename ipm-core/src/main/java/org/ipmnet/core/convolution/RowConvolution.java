// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of stride 1 from or to a picture, with the rows of its kernel as channels. One-DNN
 * computes 16 channels even where there are 3; with 7 rows of 3 channels and a kernel of one row
 * little is wasted, in half the time.
 *
 * <ul>
 *   <li>To a picture: each row of the kernel gives a plane, and y is the sum of the planes, each
 *       moved by its row.
 *   <li>From a picture: the planes are the picture, moved. Only the gradients gain from it.
 * </ul>
 *
 * <p>Moving is a convolution itself, by a column of ones and zeros: with channels last one-DNN does
 * it faster than strided copies.
 *
 * @param height of the kernel
 * @param width of the kernel
 */
record RowConvolution(int height, int width, Layout layout) implements ConvolutionMethod {
  /** Channels of a picture. */
  private static final int FEW = 4;

  private static final Map<Moves, INDArray> MOVES = new ConcurrentHashMap<>();

  /** Whether it is possible, and faster than a plain convolution. */
  static boolean pays(Window window, INDArray weight) {
    long fewer = Math.min(weight.size(0), weight.size(1));
    long more = Math.max(weight.size(0), weight.size(1));
    boolean plain = window.equals(new Window(window.height(), window.width(), 1, 0, 0));
    return plain && window.height() >= 5 && fewer <= FEW && more >= 8 * FEW;
  }

  private static boolean toPicture(INDArray weight) {
    return weight.size(0) <= FEW;
  }

  /** One row of the kernel. */
  private DirectConvolution rows() {
    return new DirectConvolution(new Window(1, width, 1, 0, 0), layout);
  }

  /** How the gradients of {@link #rows} are computed. */
  private ConvolutionMethod back() {
    return layout == Layout.CHANNELS_LAST ? new RowProducts(width) : rows();
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    if (!toPicture(weight)) {
      new DirectConvolution(new Window(height, width, 1, 0, 0), layout)
          .forward(memory, x, weight, bias, y);
      return;
    }
    INDArray kernel = kernel(memory, weight);
    INDArray planes =
        layout.take(memory, x, kernel.size(0), layout.height(x), layout.width(x) - width + 1);
    rows().forward(memory, x, kernel, null, planes);
    memory.release(kernel);
    sum(memory, planes, Direction.UP, bias, y);
    memory.release(planes);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray kernel = kernel(memory, weight);
    INDArray result;
    if (toPicture(weight)) {
      INDArray planes = spread(memory, gradient, Direction.DOWN);
      result = back().inputGradient(memory, kernel, planes, shape);
      memory.release(planes);
    } else {
      long[] planesShape = shape.clone();
      planesShape[layout.channelDimension()] = kernel.size(1);
      planesShape[layout.rowDimension()] = layout.height(gradient);
      INDArray planes = back().inputGradient(memory, kernel, gradient, planesShape);
      result = memory.take(gradient.dataType(), shape);
      sum(memory, planes, Direction.DOWN, null, result);
      memory.release(planes);
    }
    memory.release(kernel);
    return result;
  }

  @Override
  public INDArray weightGradient(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray kernel = kernel(memory, weight);
    INDArray planes =
        toPicture(weight)
            ? spread(memory, gradient, Direction.DOWN)
            : spread(memory, x, Direction.UP);
    INDArray ofKernel =
        toPicture(weight)
            ? back().weightGradient(memory, x, kernel, planes)
            : back().weightGradient(memory, planes, kernel, gradient);
    memory.release(planes);
    memory.release(kernel);
    return ofWeight(memory, ofKernel, weight);
  }

  @Override
  public Gradients gradients(Memory memory, INDArray x, INDArray weight, INDArray gradient) {
    INDArray kernel = kernel(memory, weight);
    Gradients byRows;
    INDArray input;
    if (toPicture(weight)) {
      INDArray planes = spread(memory, gradient, Direction.DOWN);
      byRows = back().gradients(memory, x, kernel, planes);
      memory.release(planes);
      input = byRows.input();
    } else {
      INDArray planes = spread(memory, x, Direction.UP);
      byRows = back().gradients(memory, planes, kernel, gradient);
      memory.release(planes);
      input = memory.take(x.dataType(), x.shape());
      sum(memory, byRows.input(), Direction.DOWN, null, input);
      memory.release(byRows.input());
    }
    memory.release(kernel);
    return new Gradients(input, ofWeight(memory, byRows.weight(), weight));
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

  /**
   * The gradient of the weights.
   *
   * @param ofKernel that of {@link #kernel}, an owned reference
   */
  private INDArray ofWeight(Memory memory, INDArray ofKernel, INDArray weight) {
    INDArray result = memory.take(weight.dataType(), weight.shape());
    INDArray channels = channelsOf(result);
    channels.assign(ofKernel.reshape('c', channels.shape()));
    memory.release(ofKernel);
    return result;
  }

  /** A view of the weights with the kernel's rows before the picture's channels. */
  private static INDArray channelsOf(INDArray weight) {
    return toPicture(weight) ? weight.permute(2, 0, 1, 3) : weight.permute(0, 2, 1, 3);
  }

  /** Where a plane's row r comes from, and a sum's row r. */
  private enum Direction {
    /** Row r + k: there are fewer rows. */
    UP,
    /** Row r - k, or zeros beyond the image: there are more rows. */
    DOWN
  }

  /** The planes of a picture: (k, c) is c moved by k rows, an owned reference. */
  private INDArray spread(Memory memory, INDArray picture, Direction direction) {
    int more = direction == Direction.UP ? 1 - height : height - 1;
    long channels = layout.channels(picture);
    INDArray planes =
        layout.take(
            memory,
            picture,
            height * channels,
            layout.height(picture) + more,
            layout.width(picture));
    move(
        memory,
        picture,
        new Moves(picture.dataType(), height, (int) channels, false, direction),
        null,
        planes);
    return planes;
  }

  /** The sum over k of planes (k, c) moved by k rows. */
  private void sum(Memory memory, INDArray planes, Direction direction, INDArray bias, INDArray y) {
    int channels = (int) layout.channels(y);
    move(memory, planes, new Moves(y.dataType(), height, channels, true, direction), bias, y);
  }

  private void move(Memory memory, INDArray from, Moves moves, INDArray bias, INDArray to) {
    int zeroRows = moves.direction() == Direction.UP ? 0 : height - 1;
    INDArray kernel = MOVES.computeIfAbsent(moves, Moves::kernel);
    new DirectConvolution(new Window(height, 1, 1, zeroRows, 0), layout)
        .forward(memory, from, kernel, bias, to);
  }

  /**
   * The convolution between c of a picture and the planes (k, c): a column of the kernel's height
   * with a one where k is.
   *
   * @param rows of the kernel
   * @param channels of the picture
   */
  private record Moves(
      DataType type, int rows, int channels, boolean toPicture, Direction direction) {
    /** [c, kh * c, kh, 1] to a picture, [kh * c, c, kh, 1] from one. */
    INDArray kernel() {
      int planes = rows * channels;
      int out = toPicture ? channels : planes;
      int in = toPicture ? planes : channels;
      INDArray kernel = Nd4j.createUninitializedDetached(type, 'c', out, in, rows, 1);
      kernel.assign(0);
      for (int k = 0; k < rows; k++) {
        int row = direction == Direction.UP ? k : rows - 1 - k;
        for (int c = 0; c < channels; c++) {
          int plane = k * channels + c;
          kernel.putScalar(new int[] {toPicture ? c : plane, toPicture ? plane : c, row, 0}, 1);
        }
      }
      return kernel;
    }
  }
}
