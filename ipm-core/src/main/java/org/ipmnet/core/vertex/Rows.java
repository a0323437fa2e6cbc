// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce3.Dot;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An image batch [batch, c, h, w] seen as batch * c rows of h * w pixels, and columns of one value
 * a row.
 */
final class Rows {
  /** One column of ones for each length of a row and type in use. */
  private static final Map<Length, INDArray> ONES = new ConcurrentHashMap<>();

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
   * The sum of each row, a column [rows, 1]. As a product with ones: ND4J's own reduction of long
   * rows takes ten times as long.
   */
  static INDArray sums(INDArray rows) {
    INDArray sums = Nd4j.createUninitialized(rows.dataType(), rows.size(0), 1);
    return Nd4j.gemm(rows, ones(rows.dataType(), rows.size(1)), sums, false, false, 1, 0);
  }

  /** The sum of squares of each row. */
  static INDArray squares(INDArray rows) {
    INDArray norm = rows.norm2(true, 1);
    return norm.muli(norm);
  }

  /** The scalar product of each pair of rows. */
  static INDArray products(INDArray a, INDArray b) {
    return Nd4j.getExecutioner().exec(new Dot(a, b, null, true, false, 1)).reshape(a.size(0), 1);
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
