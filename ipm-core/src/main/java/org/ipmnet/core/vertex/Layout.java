// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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

  /** The part of images that begins at their upper left corner, a view. */
  INDArray corner(INDArray images, long h, long w) {
    return Slice.of(Slice.of(images, height, 0, h), width, 0, w);
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
    long[] one = shape(c, h, w);
    return memory.take(type, batch, one[0], one[1], one[2]);
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
