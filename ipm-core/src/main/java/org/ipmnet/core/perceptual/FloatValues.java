// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.ipmnet.core.memory.NativeArray;
import org.ipmnet.core.onednn.OneDnn;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array's elements in C order as Java reads them: where they lie, if that can be, else a copy.
 */
final class FloatValues implements AutoCloseable {
  private final INDArray array;
  private final boolean copied;

  private FloatValues(INDArray array, boolean copied) {
    this.array = array;
    this.copied = copied;
  }

  static FloatValues of(INDArray array) {
    boolean readable = OneDnn.serves(array.dataType()) && NativeArray.inOrder(array);
    return readable
        ? new FloatValues(array, false)
        : new FloatValues(array.castTo(DataType.FLOAT).dup('c'), true);
  }

  /** To be used until this is closed. */
  FloatBuffer buffer() {
    return copied ? array.data().asNioFloat() : NativeArray.buffer(array);
  }

  @Override
  public void close() {
    if (copied) {
      array.close(); // native memory waits for no garbage collector
    }
    Reference.reachabilityFence(array); // see NativeArray
  }
}
