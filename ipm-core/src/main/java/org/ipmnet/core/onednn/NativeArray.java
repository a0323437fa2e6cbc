// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J's arrays as oneDNN sees them: an address. */
final class NativeArray {
  private NativeArray() {}

  /**
   * Where the first element lies.
   *
   * @throws IllegalArgumentException unless the elements are floats that follow each other in C
   *     order
   */
  static long address(INDArray array) {
    if (array.dataType() != DataType.FLOAT || !contiguous(array)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "needs floats in C order, not %s with strides %s of shape %s",
              array.dataType(),
              java.util.Arrays.toString(array.stride()),
              java.util.Arrays.toString(array.shape())));
    }
    return start(array);
  }

  /** Where the first element of a view of any strides lies. */
  static long start(INDArray array) {
    return array.data().address() + array.offset() * Float.BYTES;
  }

  private static boolean contiguous(INDArray array) {
    long expected = 1;
    for (int d = array.rank() - 1; d >= 0; d--) {
      long size = array.size(d);
      if (size != 1) {
        if (array.stride(d) != expected) {
          return false;
        }
        expected *= size;
      }
    }
    return true;
  }
}
