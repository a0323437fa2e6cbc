// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onednn.OneDnn;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Sums, products, scales and shifts of whole channels. What is called {@code pixels} below is a
 * view of a batch of images that {@link #of} makes: [batch * c, pixels] of planes, [batch, pixels,
 * c] with channels last. The values that belong to the channels of all images are a column [batch *
 * c, 1] for either.
 */
public final class Channelwise {
  /** One column of ones for each length of a row and type in use. */
  private static final Map<Length, INDArray> ONES = new ConcurrentHashMap<>();

  private static final int LONGEST_SUM = 1024;

  /** Sums of parts of images, for each number of images and of rows in a part. */
  private static final Map<Blocks, INDArray> BLOCKS = new ConcurrentHashMap<>();

  /** A product adds rows one after the other, but the elements of one row in many sums at once. */
  private static final int MOST_ROWS = 8;

  /** Elements of an image that is worth a call of its own. */
  private static final long LARGE = 1L << 18;

  private Channelwise() {}

  private record Length(DataType type, long pixels) {}

  private record Blocks(DataType type, long batch, long part) {}

  private static INDArray ones(DataType type, long pixels) {
    return ONES.computeIfAbsent(
        new Length(type, pixels),
        length ->
            Nd4j.createUninitializedDetached(length.type(), 'c', length.pixels(), 1).assign(1));
  }

  /** The view of images with channels first. */
  public static INDArray of(INDArray planes) {
    return of(planes, Layout.CHANNELS_FIRST);
  }

  /** The view of images in that layout. */
  public static INDArray of(INDArray images, Layout layout) {
    long batch = images.size(0);
    long channels = layout.channels(images);
    long pixels = images.length() / (batch * channels);
    return layout == Layout.CHANNELS_FIRST
        ? images.reshape('c', batch * channels, pixels)
        : images.reshape('c', batch, pixels, channels);
  }

  /** The number of pixels of one channel of one image. */
  public static long count(INDArray pixels) {
    return pixels.size(1);
  }

  /**
   * The sum of each channel of each image, a column. As products with ones, which take a tenth of
   * the time of ND4J's own reduction; of parts first and then of their sums, since one product over
   * all would round more.
   */
  public static INDArray sums(Memory memory, INDArray pixels) {
    if (pixels.rank() == 2) {
      return sumsOfRows(memory, pixels);
    }
    if (OneDnn.serves(pixels.dataType()) && pixels.length() <= NativeArray.MOST_IN_BUFFER) {
      INDArray sums =
          Nd4j.createUninitialized(pixels.dataType(), pixels.size(0) * pixels.size(2), 1);
      ChannelMoments.sums(memory, pixels, sums);
      return sums;
    }
    return sumsOfColumns(memory, pixels);
  }

  private static INDArray sumsOfColumns(Memory memory, INDArray images) {
    long batch = images.size(0);
    long channels = images.size(2);
    INDArray rows = memory.retain(images);
    long left = images.size(1);
    INDArray sums = Nd4j.createUninitialized(images.dataType(), batch, channels);
    do {
      long part = part(left);
      left /= part;
      INDArray partial = left == 1 ? sums : memory.take(images.dataType(), batch, left * channels);
      MatrixProduct.PLAIN.of(
          memory,
          blocks(images.dataType(), batch, part),
          rows.reshape('c', batch * part, left * channels),
          partial);
      memory.release(rows);
      rows = partial;
    } while (left > 1);
    return sums.reshape('c', batch * channels, 1);
  }

  /** How many of these rows are summed at once: the divisor nearest to a root. */
  private static long part(long rows) {
    double stages = Math.ceil(Math.log(rows) / Math.log(MOST_ROWS));
    long root = Math.round(Math.pow(rows, 1 / Math.max(1, stages)));
    for (long away = 0; ; away++) {
      if (root - away > 1 && rows % (root - away) == 0) {
        return root - away;
      }
      if (rows % (root + away) == 0) {
        return root + away; // at last all of them
      }
    }
  }

  /** [batch, batch * part] with ones where a row belongs to the image. */
  private static INDArray blocks(DataType type, long batch, long part) {
    return BLOCKS.computeIfAbsent(
        new Blocks(type, batch, part),
        size -> {
          INDArray blocks =
              Nd4j.createUninitializedDetached(type, 'c', batch, batch * part).assign(0);
          for (long b = 0; b < batch; b++) {
            for (long row = 0; row < part; row++) {
              blocks.putScalar(b, b * part + row, 1);
            }
          }
          return blocks;
        });
  }

  /** [pixels, c] of one image. */
  private static INDArray image(INDArray images, long index) {
    return Slice.of(images, 0, index, index + 1).reshape('c', images.size(1), images.size(2));
  }

  private static INDArray sumsOfRows(Memory memory, INDArray rows) {
    long pixels = rows.size(1);
    long parts = parts(pixels);
    INDArray sums = Nd4j.createUninitialized(rows.dataType(), rows.size(0), 1);
    if (parts == 1) {
      return times(rows, sums);
    }
    INDArray partial = memory.take(rows.dataType(), rows.size(0) * parts, 1);
    times(rows.reshape('c', rows.size(0) * parts, pixels / parts), partial);
    times(partial.reshape('c', rows.size(0), parts), sums);
    memory.release(partial);
    return sums;
  }

  private static INDArray times(INDArray rows, INDArray sums) {
    return Nd4j.gemm(rows, ones(rows.dataType(), rows.size(1)), sums, false, false, 1, 0);
  }

  /** In how many parts a row is summed: the largest divisor up to its root, 1 for a short row. */
  private static long parts(long pixels) {
    if (pixels <= LONGEST_SUM) {
      return 1;
    }
    long parts = (long) Math.sqrt(pixels);
    while (pixels % parts != 0) {
      parts--;
    }
    return parts;
  }

  /** The sum of squares of each channel of each image. */
  public static INDArray squares(Memory memory, INDArray pixels) {
    return products(memory, pixels, pixels);
  }

  /** The scalar product of each channel of each image of two batches. */
  public static INDArray products(Memory memory, INDArray a, INDArray b) {
    INDArray products = memory.take(a.dataType(), a.shape());
    a.mul(b, products);
    INDArray sums = sums(memory, products);
    memory.release(products);
    return sums;
  }

  /**
   * The sum over all images and pixels of each channel, as [c]: a bias's gradient. ND4J's own sums
   * pixel after pixel, which rounds more and takes longer.
   */
  public static INDArray sumsByChannel(Memory memory, INDArray images, Layout layout) {
    INDArray sums = sums(memory, of(images, layout));
    return byBatch(sums, images.size(0)).sum(0);
  }

  /** The same put into an array [c], or nothing at all for null. */
  public static void sumsByChannel(Memory memory, INDArray images, Layout layout, INDArray into) {
    if (into != null) {
      into.assign(sumsByChannel(memory, images, layout));
    }
  }

  /** Adds a bias [c] to images in place. */
  public static void shiftByChannel(INDArray images, INDArray bias, Layout layout) {
    shift(of(images, layout), repeat(bias, images.size(0)));
  }

  /** Adds a column in place. */
  public static void shift(INDArray pixels, INDArray column) {
    if (!oneByOne(pixels)) {
      pixels.addi(over(pixels, column));
      return;
    }
    for (long b = 0; b < pixels.size(0); b++) {
      RowBroadcast.add(image(pixels, b), row(column, pixels, b));
    }
  }

  /** Multiplies by a column in place. */
  public static void scale(INDArray pixels, INDArray column) {
    scale(pixels, column, pixels);
  }

  /** Multiplies by a column into another array. */
  public static void scale(INDArray pixels, INDArray column, INDArray into) {
    if (!oneByOne(pixels)) {
      pixels.muli(over(pixels, column), into);
      return;
    }
    for (long b = 0; b < pixels.size(0); b++) {
      RowBroadcast.multiply(image(pixels, b), row(column, pixels, b), image(into, b));
    }
  }

  /** A row over one image takes half the time of a broadcast, but each call has its price. */
  private static boolean oneByOne(INDArray pixels) {
    return pixels.rank() == 3 && pixels.length() / pixels.size(0) >= LARGE;
  }

  /** A column in the shape that ND4J broadcasts over the pixels. */
  private static INDArray over(INDArray pixels, INDArray column) {
    return pixels.rank() == 2 ? column : column.reshape('c', pixels.size(0), 1, pixels.size(2));
  }

  /** One image's values of a column, [c]. */
  private static INDArray row(INDArray column, INDArray images, long index) {
    long channels = images.size(2);
    INDArray values = column.reshape(column.length());
    return Slice.of(values, 0, index * channels, (index + 1) * channels);
  }

  /** The columns' values as [batch, c]. */
  public static INDArray byBatch(INDArray column, long batch) {
    return column.reshape('c', batch, column.length() / batch);
  }

  /** One value a channel [c] repeated for each image: a column [batch * c, 1]. */
  public static INDArray repeat(INDArray perChannel, long batch) {
    long channels = perChannel.length();
    INDArray repeated = Nd4j.createUninitialized(perChannel.dataType(), batch, channels);
    for (long b = 0; b < batch; b++) {
      repeated.get(NDArrayIndex.point(b), NDArrayIndex.all()).assign(perChannel.reshape(channels));
    }
    return repeated.reshape('c', batch * channels, 1);
  }
}
