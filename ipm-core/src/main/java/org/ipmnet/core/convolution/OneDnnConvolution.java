// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onednn.ConvolutionKernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution by primitives of oneDNN that are made once for each shape. */
record OneDnnConvolution(Window window, Layout layout) implements ConvolutionMethod {
  /**
   * Elements of a line of pixels from which on oneDNN's own layout, with 8 or 16 channels of a
   * pixel together, repays the conversion: with all channels together a kernel's rows lie so far
   * apart that they push each other out of the cache.
   */
  private static final long LONG_LINE = 4096;

  /** Channels of a picture. */
  private static final int FEW = 4;

  /**
   * Pixels over which oneDNN sums a weight's gradient, one after the other, for a picture: all
   * pixels of all images at once would round several times as much.
   */
  private static final long LONGEST_SUM = 1024;

  @Override
  public void forward(Memory memory, INDArray x, INDArray weight, INDArray bias, INDArray y) {
    if (bias == null) {
      kernels(x.shape(), weight, false).forward().run(memory, x, weight, y);
    } else {
      kernels(x.shape(), weight, true).forward().run(memory, x, weight, bias, y);
    }
  }

  @Override
  public INDArray inputGradient(Memory memory, INDArray weight, INDArray gradient, long[] shape) {
    INDArray result = memory.take(gradient.dataType(), shape);
    kernels(shape, weight, false).inputGradient().run(memory, gradient, weight, result);
    return result;
  }

  @Override
  public INDArray weightGradient(
      Memory memory, INDArray x, INDArray weight, INDArray gradient, INDArray biasGradient) {
    INDArray result = memory.take(weight.dataType(), weight.shape());
    if (ofPicture(x) && layout.height(gradient) * gradient.size(0) > rowsOfPart(gradient)) {
      weightGradientInParts(memory, x, weight, gradient, biasGradient, result);
    } else {
      weightGradient(memory, x, weight, gradient, biasGradient, result);
    }
    return result;
  }

  private void weightGradient(
      Memory memory,
      INDArray x,
      INDArray weight,
      INDArray gradient,
      INDArray biasGradient,
      INDArray result) {
    if (biasGradient == null) {
      kernels(x.shape(), weight, false).weightGradient().run(memory, x, gradient, result);
    } else {
      kernels(x.shape(), weight, true)
          .weightGradient()
          .run(memory, x, gradient, result, biasGradient);
    }
  }

  /** Whether x is a picture, whose rows lie one behind the other. */
  private boolean ofPicture(INDArray x) {
    return layout == Layout.CHANNELS_LAST
        && window.equals(new Window(window.height(), window.width(), 1, 0, 0))
        && layout.channels(x) <= FEW;
  }

  private long rowsOfPart(INDArray gradient) {
    return Math.max(1, LONGEST_SUM / layout.width(gradient));
  }

  /** Some rows of an image at a time, and then the sum of these. */
  private void weightGradientInParts(
      Memory memory,
      INDArray x,
      INDArray weight,
      INDArray gradient,
      INDArray biasGradient,
      INDArray sum) {
    INDArray part = memory.take(weight.dataType(), weight.shape());
    INDArray ofBias =
        biasGradient == null ? null : memory.take(weight.dataType(), biasGradient.shape());
    long rows = layout.height(gradient);
    boolean first = true;
    for (long image = 0; image < x.size(0); image++) {
      for (long top = 0; top < rows; top += rowsOfPart(gradient)) {
        long bottom = Math.min(rows, top + rowsOfPart(gradient));
        weightGradient(
            memory,
            rows(x, image, top, bottom + window.height() - 1),
            weight,
            rows(gradient, image, top, bottom),
            first ? biasGradient : ofBias,
            first ? sum : part);
        if (!first) {
          Elementwise.add(part, sum);
          if (ofBias != null) {
            Elementwise.add(ofBias, biasGradient);
          }
        }
        first = false;
      }
    }
    memory.release(part);
    if (ofBias != null) {
      memory.release(ofBias);
    }
  }

  private INDArray rows(INDArray images, long image, long top, long bottom) {
    INDArray one = Slice.of(images, 0, image, image + 1);
    return Slice.of(one, layout.rowDimension(), top, bottom);
  }

  private ConvolutionKernels kernels(long[] x, INDArray weight, boolean bias) {
    long width = x[layout.columnDimension()];
    long in = x[layout.channelDimension()];
    long out = weight.size(0);
    return new ConvolutionKernels(
        layout == Layout.CHANNELS_LAST,
        Math.max(width * in, window.columns(width) * out) >= LONG_LINE,
        x[0],
        in,
        x[layout.rowDimension()],
        width,
        out,
        window.height(),
        window.width(),
        window.stride(),
        window.padRows(),
        window.padColumns(),
        bias);
  }
}
