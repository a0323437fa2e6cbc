// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
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
  public int channelDimension() {
    return channels;
  }

  /** Which dimension of a batch of images counts rows. */
  public int rowDimension() {
    return height;
  }

  /** Which dimension of a batch of images counts columns. */
  public int columnDimension() {
    return width;
  }

  /** The part of images that begins at their upper left corner, a view. */
  public INDArray corner(INDArray images, long h, long w) {
    return window(images, 0, h, 0, w);
  }

  /** Rows {@code top <= y < bottom} and columns {@code left <= x < right} of images, a view. */
  public INDArray window(INDArray images, long top, long bottom, long left, long right) {
    return Slice.of(Slice.of(images, height, top, bottom), width, left, right);
  }

  /** How many channels images have. */
  public long channels(INDArray images) {
    return images.size(channels);
  }

  /** How many rows images have. */
  public long height(INDArray images) {
    return images.size(height);
  }

  /** How many columns images have. */
  public long width(INDArray images) {
    return images.size(width);
  }

  /** As many uninitialised images of the same type as {@code like}, an owned reference. */
  public INDArray take(Memory memory, INDArray like, long c, long h, long w) {
    return memory.take(like.dataType(), shape(like.size(0), c, h, w));
  }

  /** Uninitialised images with {@code border} pixels more on every side, an owned reference. */
  public INDArray enlarged(Memory memory, INDArray images, int border) {
    return take(
        memory,
        images,
        channels(images),
        height(images) + 2L * border,
        width(images) + 2L * border);
  }

  /** The shape of a batch of images. */
  public long[] shape(long batch, long c, long h, long w) {
    long[] shape = new long[4];
    shape[0] = batch;
    shape[channels] = c;
    shape[height] = h;
    shape[width] = w;
    return shape;
  }

  /** The shape of one image. */
  public long[] shape(long c, long h, long w) {
    long[] shape = new long[3];
    shape[channels - 1] = c;
    shape[height - 1] = h;
    shape[width - 1] = w;
    return shape;
  }

  /** What ND4J's operations on images call this layout. */
  public int flag() {
    return this == CHANNELS_LAST ? 1 : 0;
  }

  /**
   * Views of images of even sides at every second pixel: even rows and even columns, even and odd,
   * odd and even, odd and odd. Each has half the sides.
   */
  public INDArray[] phases(Memory memory, INDArray images) {
    Phases phases = new Phases(this);
    return memory.views(images, phases, phases::of);
  }

  private record Phases(Layout layout) {
    INDArray[] of(INDArray images) {
      INDArray[] phases = new INDArray[4];
      for (int i = 0; i < phases.length; i++) {
        INDArray rows = Slice.every(images, layout.height, i / 2, layout.height(images), 2);
        phases[i] = Slice.every(rows, layout.width, i % 2, layout.width(images), 2);
      }
      return phases;
    }
  }
}
