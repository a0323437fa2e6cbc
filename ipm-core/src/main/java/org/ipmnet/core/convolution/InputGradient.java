// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution's input alone, h' x w' pixels to h x w. ND4J's {@code conv2d_bp}
 * computes the weights' too, in twice the time; {@code deconv2d} runs on one-DNN likewise. ({@code
 * deconv2d_tf}, which would take the input's shape, refuses NCHW with these weights there.)
 *
 * @param window of the convolution; its stride is the distance of the gradient's pixels here
 */
record InputGradient(Window window, Layout layout) {

  /**
   * Spreads the gradient.
   *
   * @param gradient of the convolution's output; stays the caller's
   * @param weight [out, in, kh, kw]
   * @param shape of the convolution's input
   */
  INDArray of(Memory memory, INDArray gradient, INDArray weight, long[] shape) {
    long high = touched(layout.height(gradient), window.height());
    long wide = touched(layout.width(gradient), window.width());
    long h = shape[layout.rowDimension()];
    long w = shape[layout.columnDimension()];
    int top = window.padRows();
    int left = window.padColumns();
    if (window.equals(Window.square(1, window.stride(), 0)) && window.stride() > 1) {
      INDArray seen = spread(memory, gradient, weight, Window.square(1, 1, 0), shape);
      return everyOther(memory, seen, shape);
    }
    if (high == h + 2L * top && wide == w + 2L * left) {
      return spread(memory, gradient, weight, window, shape);
    }
    // Where the stride leaves out the last pixels, deconv2d would answer with a smaller image.
    INDArray touched = spread(memory, gradient, weight, window.unpadded(), shape);
    INDArray result = memory.take(gradient.dataType(), shape);
    long seenHigh = Math.min(h, high - top);
    long seenWide = Math.min(w, wide - left);
    if (seenHigh < h || seenWide < w) {
      result.assign(0);
    }
    layout
        .corner(result, seenHigh, seenWide)
        .assign(layout.window(touched, top, top + seenHigh, left, left + seenWide));
    memory.release(touched);
    return result;
  }

  /** How many pixels of the padded input the kernel's places cover. */
  private long touched(long side, int kernel) {
    return (side - 1) * window.stride() + kernel;
  }

  private INDArray spread(
      Memory memory, INDArray gradient, INDArray weight, Window by, long[] shape) {
    long h = (layout.height(gradient) - 1) * by.stride() + by.height() - 2L * by.padRows();
    long w = (layout.width(gradient) - 1) * by.stride() + by.width() - 2L * by.padColumns();
    long channels = shape[layout.channelDimension()];
    INDArray result = layout.take(memory, gradient, channels, h, w);
    INDArray[] inputs = {gradient, weight};
    DirectConvolution.run("deconv2d", by, layout, inputs, result);
    return result;
  }

  /** A 1x1 kernel sees single pixels: the others have no gradient. */
  private INDArray everyOther(Memory memory, INDArray seen, long[] shape) {
    INDArray result = memory.zeros(seen.dataType(), shape);
    int across = layout.rowDimension();
    int along = layout.columnDimension();
    INDArray rows = Slice.every(result, across, 0, shape[across], window.stride());
    Slice.every(rows, along, 0, shape[along], window.stride()).assign(seen);
    memory.release(seen);
    return result;
  }
}
