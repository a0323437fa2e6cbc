// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.image.Channelwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of stride 1 to a picture, with the rows of its kernel as channels: each row gives a
 * plane, and y is the sum of the planes, each moved by its row. OneDNN computes 8 or 16 channels
 * even where there are 3; with 7 rows of 3 channels and a kernel of one row little is wasted, in
 * half the time.
 *
 * <p>Moving is a convolution itself, by a column of ones and zeros: with channels last oneDNN does
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
    boolean plain = window.equals(new Window(window.height(), window.width(), 1, 0, 0));
    return plain && window.height() >= 5 && weight.size(0) <= FEW && weight.size(1) >= 4 * FEW;
  }

  /** One row of the kernel. */
  private ConvolutionMethod row(DataType type) {
    return Convolution2d.direct(new Window(1, width, 1, 0, 0), layout, type);
  }

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    INDArray kernel = kernel(memory, weight);
    INDArray planes =
        layout.take(memory, x, kernel.size(0), layout.height(x), layout.width(x) - width + 1);
    row(x.dataType()).forward(memory, x, kernel, null, planes);
    memory.release(kernel);
    Moves moves = new Moves(y.dataType(), height, (int) layout.channels(y), true);
    move(memory, planes, moves, bias, y);
    memory.release(planes);
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray kernel = kernel(memory, weight);
    INDArray planes = spread(memory, gradient);
    INDArray result = row(weight.dataType()).inputGradient(memory, kernel, planes, shape);
    memory.release(planes);
    memory.release(kernel);
    return result;
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    Channelwise.sumsByChannel(memory, gradient, layout, biasGradient);
    INDArray kernel = kernel(memory, weight);
    INDArray planes = spread(memory, gradient);
    INDArray ofKernel = row(weight.dataType()).weightGradient(memory, x, kernel, planes, null);
    memory.release(planes);
    memory.release(kernel);
    return ofWeight(memory, ofKernel, weight);
  }

  @Override
  public Gradients gradients(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    Channelwise.sumsByChannel(memory, gradient, layout, biasGradient);
    INDArray kernel = kernel(memory, weight);
    INDArray planes = spread(memory, gradient);
    Gradients byRows = row(weight.dataType()).gradients(memory, x, kernel, planes, null);
    memory.release(planes);
    memory.release(kernel);
    return new Gradients(byRows.input(), ofWeight(memory, byRows.weight(), weight));
  }

  /** The kernel's rows as channels of the picture: [kh * out, in, 1, kw]. */
  private INDArray kernel(Memory memory, INDArray weight) {
    INDArray kernel =
        memory.take(weight.dataType(), height * weight.size(0), weight.size(1), 1, width);
    INDArray channels = channelsOf(weight);
    kernel.reshape('c', channels.shape()).assign(channels);
    return kernel;
  }

  /**
   * The gradient of the weights.
   *
   * @param ofKernel that of {@link #kernel}, an owned reference
   */
  private static INDArray ofWeight(Memory memory, INDArray ofKernel, INDArray weight) {
    INDArray result = memory.take(weight.dataType(), weight.shape());
    INDArray channels = channelsOf(result);
    channels.assign(ofKernel.reshape('c', channels.shape()));
    memory.release(ofKernel);
    return result;
  }

  /** A view of the weights with the kernel's rows before the picture's channels. */
  private static INDArray channelsOf(INDArray weight) {
    return weight.permute(2, 0, 1, 3);
  }

  /** The planes that a picture's gradient flows to: (k, c) is c moved by k rows; owned. */
  private INDArray spread(Memory memory, INDArray picture) {
    long channels = layout.channels(picture);
    INDArray planes =
        layout.take(
            memory,
            picture,
            height * channels,
            layout.height(picture) + height - 1,
            layout.width(picture));
    Moves moves = new Moves(picture.dataType(), height, (int) channels, false);
    move(memory, picture, moves, null, planes);
    return planes;
  }

  private void move(Memory memory, INDArray from, Moves moves, INDArray bias, INDArray to) {
    int zeroRows = moves.toPicture() ? 0 : height - 1;
    INDArray kernel = MOVES.computeIfAbsent(moves, Moves::kernel);
    Convolution2d.direct(new Window(height, 1, 1, zeroRows, 0), layout, from.dataType())
        .forward(memory, from, kernel, bias, to);
  }

  /**
   * The convolution between c of a picture and the planes (k, c): a column of the kernel's height
   * with a one where k is.
   *
   * @param rows of the kernel
   * @param channels of the picture
   * @param toPicture whether row r of the picture sums rows r + k of the planes; else, on the way
   *     back, row r of plane k is row r - k of the picture, or zeros beyond it
   */
  private record Moves(DataType type, int rows, int channels, boolean toPicture) {
    /** [c, kh * c, kh, 1] to a picture, [kh * c, c, kh, 1] from one. */
    INDArray kernel() {
      int planes = rows * channels;
      int out = toPicture ? channels : planes;
      int in = toPicture ? planes : channels;
      INDArray kernel = Nd4j.createUninitializedDetached(type, 'c', out, in, rows, 1);
      kernel.assign(0);
      for (int k = 0; k < rows; k++) {
        int row = toPicture ? k : rows - 1 - k;
        for (int c = 0; c < channels; c++) {
          int plane = k * channels + c;
          kernel.putScalar(new int[] {toPicture ? c : plane, toPicture ? plane : c, row, 0}, 1);
        }
      }
      return kernel;
    }
  }
}
