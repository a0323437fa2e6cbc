// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the elements of ND4J's arrays lie outside Java's heap.
 *
 * <p>Whoever has native code work there holds the array until that has ended, with {@link
 * java.lang.ref.Reference#reachabilityFence}: an array whose address was the last thing asked of it
 * is garbage, and its memory is freed under the native code's hands.
 */
public final class NativeArray {
  /** How many floats a buffer of Java's can have. */
  public static final long MOST_IN_BUFFER = Integer.MAX_VALUE / Float.BYTES;

  private NativeArray() {}

  /** Where the first element lies, also of a view: ND4J gives that the buffer it looks into. */
  public static long start(INDArray array) {
    return array.data().address() + array.offset() * array.dataType().width();
  }

  /**
   * Where the elements lie one behind the other.
   *
   * @throws IllegalArgumentException unless they are floats in C order without gaps
   */
  public static long floats(INDArray array) {
    if (array.dataType() != DataType.FLOAT || !inOrder(array)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "needs floats in C order, not %s with strides %s of shape %s",
              array.dataType(),
              Arrays.toString(array.stride()),
              Arrays.toString(array.shape())));
    }
    return start(array);
  }

  /**
   * The elements as Java sees them, on a CPU: to be copied, many at a time, to and from arrays in
   * its heap, where loops over them become vector instructions. To be used while the array is.
   *
   * @throws IllegalArgumentException unless they are floats in C order without gaps, at most {@link
   *     #MOST_IN_BUFFER}
   */
  public static FloatBuffer buffer(INDArray array) {
    if (array.length() > MOST_IN_BUFFER) {
      throw new IllegalArgumentException("too many for a buffer: " + array.length());
    }
    return new Place(floats(array), array.length()).asBuffer();
  }

  private static final class Place extends FloatPointer {
    Place(long address, long length) {
      super((Pointer) null);
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }

  /** Whether the elements lie one behind the other in C order. */
  public static boolean inOrder(INDArray array) {
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
