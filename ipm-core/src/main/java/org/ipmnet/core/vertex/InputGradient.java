// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of a convolution's input alone, h' x w' pixels to h x w. ND4J's {@code conv2d_bp}
 * computes the weights' too, in twice the time; {@code deconv2d} runs on one-DNN likewise. ({@code
 * deconv2d_tf}, which would take the input's shape, refuses NCHW with these weights there.)
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param stride of the convolution, and the distance of the gradient's pixels here
 * @param zeros how many zeros the convolution sees beyond each border
 */
record InputGradient(int height, int width, int stride, int zeros, Layout layout) {

  /**
   * Spreads the gradient.
   *
   * @param gradient of the convolution's output; stays the caller's
   * @param weight [out, in, kh, kw]
   * @param shape of the convolution's input
   */
  INDArray of(Memory memory, INDArray gradient, INDArray weight, long[] shape) {
    long high = touched(layout.height(gradient), height);
    long wide = touched(layout.width(gradient), width);
    long h = shape[layout.rowDimension()];
    long w = shape[layout.columnDimension()];
    if (height == 1 && width == 1 && stride > 1 && zeros == 0) {
      return everyOther(memory, spread(memory, gradient, weight, 1, 0, shape), shape);
    }
    if (high == h + 2L * zeros && wide == w + 2L * zeros) {
      return spread(memory, gradient, weight, stride, zeros, shape);
    }
    // Where the stride leaves out the last pixels, deconv2d would answer with a smaller image.
    INDArray touched = spread(memory, gradient, weight, stride, 0, shape);
    INDArray result = memory.take(gradient.dataType(), shape);
    long seenHigh = Math.min(h, high - zeros);
    long seenWide = Math.min(w, wide - zeros);
    if (seenHigh < h || seenWide < w) {
      result.assign(0);
    }
    layout
        .corner(result, seenHigh, seenWide)
        .assign(layout.window(touched, zeros, zeros + seenHigh, zeros, zeros + seenWide));
    memory.release(touched);
    return result;
  }

  /** How many pixels of the padded input the windows cover. */
  private long touched(long side, int kernel) {
    return (side - 1) * stride + kernel;
  }

  private INDArray spread(
      Memory memory, INDArray gradient, INDArray weight, int distance, int cut, long[] shape) {
    long h = (layout.height(gradient) - 1) * distance + height - 2L * cut;
    long w = (layout.width(gradient) - 1) * distance + width - 2L * cut;
    long channels = shape[layout.channelDimension()];
    INDArray result = layout.take(memory, gradient.dataType(), shape[0], channels, h, w);
    Nd4j.exec(
        DynamicCustomOp.builder("deconv2d")
            .addInputs(gradient, weight)
            .addOutputs(result)
            .addIntegerArguments(
                height,
                width,
                distance,
                distance,
                cut,
                cut,
                1,
                1,
                0,
                layout.flag(),
                1) // [out, in, kh, kw]
            .build());
    return result;
  }

  /** A 1x1 window sees single pixels: the others have no gradient. */
  private INDArray everyOther(Memory memory, INDArray seen, long[] shape) {
    INDArray result = memory.zeros(seen.dataType(), shape);
    int across = layout.rowDimension();
    int along = layout.columnDimension();
    INDArray rows = Slice.every(result, across, 0, shape[across], stride);
    Slice.every(rows, along, 0, shape[along], stride).assign(seen);
    memory.release(seen);
    return result;
  }
}
