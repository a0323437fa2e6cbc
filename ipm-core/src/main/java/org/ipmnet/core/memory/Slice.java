// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Views of parts of an array. ND4J's own {@code get} compares a view's absolute offset with its
 * length and hands out an empty array for some parts of arrays that lie inside a larger buffer, as
 * all of an {@link Arena} do.
 */
public final class Slice {
  private Slice() {}

  /** The part {@code from <= index < to} of one dimension, a view of the same rank. */
  public static INDArray of(INDArray array, int dimension, long from, long to) {
    return every(array, dimension, from, to, 1);
  }

  /** The elements from, from + step, ... below {@code to} of one dimension, a view. */
  public static INDArray every(INDArray array, int dimension, long from, long to, long step) {
    if (from < 0 || to > array.size(dimension) || from >= to) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT, "[%d, %d) of %d", from, to, array.size(dimension)));
    }
    long[] shape = array.shape().clone();
    long[] stride = array.stride().clone();
    long offset = array.offset() + from * stride[dimension];
    shape[dimension] = (to - from + step - 1) / step;
    stride[dimension] *= step;
    return Nd4j.create(array.data(), shape, stride, offset, array.ordering());
  }
}
