// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import java.lang.ref.Reference;
import java.util.List;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays as one row of floats, copied to and from Java's heap in parts.
 *
 * @param arrays each [n], of floats
 */
record FloatRow(List<INDArray> arrays) {
  private interface Copy {
    void copy(INDArray array, int from, int at, int length);
  }

  /** How many floats there are. */
  long length() {
    return arrays.stream().mapToLong(INDArray::length).sum();
  }

  /** Copies {@code length} floats from place {@code from} of the row to the front of an array. */
  void read(long from, float[] into, int length) {
    each(from, length, (array, first, at, n) -> read(array, first, into, at, n));
  }

  /** Copies the front of an array to place {@code from} of the row. */
  void write(long from, float[] values, int length) {
    each(from, length, (array, first, at, n) -> write(array, first, values, at, n));
  }

  private void each(long from, int length, Copy copy) {
    long begin = 0;
    for (INDArray array : arrays) {
      long first = Math.max(from, begin);
      long end = Math.min(from + length, begin + array.length());
      if (first < end) {
        copy.copy(array, (int) (first - begin), (int) (first - from), (int) (end - first));
      }
      begin += array.length();
    }
  }

  private static void read(INDArray array, int from, float[] into, int at, int length) {
    if (Nd4j.getEnvironment().isCPU()) {
      NativeArray.buffer(array).get(from, into, at, length);
      Reference.reachabilityFence(array);
    } else {
      float[] values = Slice.of(array, 0, from, from + (long) length).toFloatVector();
      System.arraycopy(values, 0, into, at, length);
    }
  }

  private static void write(INDArray array, int from, float[] values, int at, int length) {
    if (Nd4j.getEnvironment().isCPU()) {
      NativeArray.buffer(array).put(from, values, at, length);
      Reference.reachabilityFence(array);
    } else {
      float[] part = new float[length];
      System.arraycopy(values, at, part, 0, length);
      Slice.of(array, 0, from, from + (long) length).assign(Nd4j.createFromArray(part));
    }
  }
}
