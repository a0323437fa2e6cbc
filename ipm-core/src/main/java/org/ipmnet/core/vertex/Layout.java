// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The order of an image's dimensions. One-DNN convolves images whose channels come last as they
 * are; others it converts there and back, which takes longer than the convolution where images are
 * large and channels few.
 */
public enum Layout {
  /** [batch, c, h, w]: a plane for each channel. What networks expect unless they say otherwise. */
  CHANNELS_FIRST(1, 2, 3),
  /** [batch, h, w, c]: all channels of a pixel together. */
  CHANNELS_LAST(3, 1, 2);

  /** Channels last, but on a GPU: cuDNN has its fastest kernels for planes. */
  public static final Layout FASTEST =
      Nd4j.getEnvironment().isCPU() ? CHANNELS_LAST : CHANNELS_FIRST;

  private final int channels;
  private final int height;
  private final int width;

  Layout(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  /** Which dimension of a batch of images counts channels. */
  int channelDimension() {
    return channels;
  }

  /** Which dimension of a batch of images counts rows. */
  int rowDimension() {
    return height;
  }

  /** Which dimension of a batch of images counts columns. */
  int columnDimension() {
    return width;
  }

  /** The part of images that begins at their upper left corner, a view. */
  INDArray corner(INDArray images, long h, long w) {
    return window(images, 0, h, 0, w);
  }

  /** Rows {@code top <= y < bottom} and columns {@code left <= x < right} of images, a view. */
  INDArray window(INDArray images, long top, long bottom, long left, long right) {
    return Slice.of(Slice.of(images, height, top, bottom), width, left, right);
  }

  long channels(INDArray images) {
    return images.size(channels);
  }

  long height(INDArray images) {
    return images.size(height);
  }

  long width(INDArray images) {
    return images.size(width);
  }

  /** An uninitialised batch of images, an owned reference. */
  INDArray take(Memory memory, DataType type, long batch, long c, long h, long w) {
    return memory.take(type, shape(batch, c, h, w));
  }

  /** Uninitialised images with {@code border} pixels more on every side, an owned reference. */
  INDArray enlarged(Memory memory, INDArray images, int border) {
    return take(
        memory,
        images.dataType(),
        images.size(0),
        channels(images),
        height(images) + 2L * border,
        width(images) + 2L * border);
  }

  /** The shape of a batch of images. */
  long[] shape(long batch, long c, long h, long w) {
    long[] shape = new long[4];
    shape[0] = batch;
    shape[channels] = c;
    shape[height] = h;
    shape[width] = w;
    return shape;
  }

  /** The shape of one image. */
  long[] shape(long c, long h, long w) {
    long[] shape = new long[3];
    shape[channels - 1] = c;
    shape[height - 1] = h;
    shape[width - 1] = w;
    return shape;
  }

  /** Channels, height and width of one image of this shape. */
  long[] sides(long[] shape) {
    return new long[] {shape[channels - 1], shape[height - 1], shape[width - 1]};
  }

  /** What ND4J's operations on images call this layout. */
  int flag() {
    return this == CHANNELS_LAST ? 1 : 0;
  }
}
