// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Hands out arrays and takes them back.
 *
 * <p>An array that was taken has one reference. Whoever keeps it for later {@linkplain #retain
 * retains} it, whoever is done with it {@linkplain #release releases} it, and after the last
 * release its memory may be handed out again. A reshaped view counts as the array itself. Arrays
 * from elsewhere are never recycled; retaining and releasing them does nothing.
 */
public interface Memory {

  /** An uninitialised array in C order with one reference. */
  INDArray take(DataType type, long... shape);

  /** One reference more; returns the same array. */
  INDArray retain(INDArray array);

  /** One reference less. */
  void release(INDArray array);

  /** Whether the caller's reference is the only one, so that overwriting harms nobody. */
  boolean sole(INDArray array);

  /**
   * An array with the same values that the caller may overwrite: {@code array} itself if nobody
   * else holds it, otherwise a copy. The caller's reference to {@code array} passes to the result.
   */
  default INDArray writable(INDArray array) {
    if (sole(array)) {
      return array;
    }
    INDArray copy = take(array.dataType(), array.shape());
    copy.assign(array);
    release(array);
    return copy;
  }

  /**
   * Views of an array that was taken. Where memory is recycled the views are too: making one costs
   * more than copying a small image.
   *
   * @param kind tells different sets of views of one array apart; has equals
   */
  default INDArray[] views(INDArray array, Object kind, Function<INDArray, INDArray[]> make) {
    return make.apply(array);
  }

  /** {@link #take} filled with zeros. */
  default INDArray zeros(DataType type, long... shape) {
    return take(type, shape).assign(0);
  }

  /**
   * Memory of its own for one of the threads that share a task; the caller's arrays must not be
   * released through it.
   *
   * @return null where there is none, so that the task is one thread's
   */
  default Memory part(int index) {
    return null;
  }

  /** Ordinary ND4J arrays, left to the garbage collector. Nothing is overwritten in place. */
  static Memory fresh() {
    return FreshMemory.INSTANCE;
  }
}
