// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An image batch [batch, c, h, w] seen as batch * c rows of h * w pixels, and columns of one value
 * a row.
 */
final class Rows {
  /** One column of ones for each length of a row and type in use. */
  private static final Map<Length, INDArray> ONES = new ConcurrentHashMap<>();

  private static final int LONGEST_SUM = 1024;

  private Rows() {}

  private record Length(DataType type, long pixels) {}

  private static INDArray ones(DataType type, long pixels) {
    return ONES.computeIfAbsent(
        new Length(type, pixels),
        length ->
            Nd4j.createUninitializedDetached(length.type(), 'c', length.pixels(), 1).assign(1));
  }

  /** A view [batch * c, h * w]. */
  static INDArray of(INDArray images) {
    long rows = images.size(0) * images.size(1);
    return images.reshape('c', rows, images.length() / rows);
  }

  /**
   * The sum of each row, a column [rows, 1]. As products with ones, first of parts of a row and
   * then of their sums: ND4J's own reduction of long rows takes ten times as long, and one product
   * over a whole row would round more.
   */
  static INDArray sums(Memory memory, INDArray rows) {
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

  /** The sum of squares of each row. */
  static INDArray squares(Memory memory, INDArray rows) {
    return products(memory, rows, rows);
  }

  /** The scalar product of each pair of rows. */
  static INDArray products(Memory memory, INDArray a, INDArray b) {
    INDArray products = memory.take(a.dataType(), a.shape());
    a.mul(b, products);
    INDArray sums = sums(memory, products);
    memory.release(products);
    return sums;
  }

  /**
   * The sum over all images and pixels of each channel of [batch, c, h, w], as [c]: a bias's
   * gradient. ND4J's own sums pixel after pixel, which rounds more and takes longer.
   */
  static INDArray sumsByChannel(Memory memory, INDArray images) {
    INDArray sums = sums(memory, of(images));
    return byBatch(sums, images.size(0)).sum(0);
  }

  /** Adds a bias [c] to images [batch, c, h, w] in place. */
  static void shiftByChannel(INDArray images, INDArray bias) {
    shift(of(images), repeat(bias, images.size(0)));
  }

  /** Adds one value a row in place. */
  static void shift(INDArray rows, INDArray column) {
    rows.addi(column);
  }

  /** Multiplies each row in place. */
  static void scale(INDArray rows, INDArray column) {
    rows.muli(column);
  }

  /** The columns' values as [batch, c]. */
  static INDArray byBatch(INDArray column, long batch) {
    return column.reshape('c', batch, column.length() / batch);
  }

  /** One value a channel [c] repeated for each image: a column [batch * c, 1]. */
  static INDArray repeat(INDArray perChannel, long batch) {
    long channels = perChannel.length();
    INDArray repeated = Nd4j.createUninitialized(perChannel.dataType(), batch, channels);
    for (long b = 0; b < batch; b++) {
      repeated.get(NDArrayIndex.point(b), NDArrayIndex.all()).assign(perChannel.reshape(channels));
    }
    return repeated.reshape('c', batch * channels, 1);
  }
}
