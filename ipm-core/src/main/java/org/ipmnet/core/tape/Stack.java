// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import java.util.List;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Several batches as one: how many images belong to each, in their order.
 *
 * @param sizes images in each batch
 */
record Stack(long... sizes) {

  /** Of these batches. */
  static Stack of(List<Variable> batches) {
    return new Stack(batches.stream().mapToLong(b -> b.value().size(0)).toArray());
  }

  /**
   * All images in one array, an owned reference.
   *
   * @param batches null where all values are 0; they stay the caller's
   * @param image the shape of one image, at positions 1 and following
   */
  INDArray join(Memory memory, DataType type, List<INDArray> batches, long[] image) {
    long[] shape = image.clone();
    shape[0] = 0;
    for (long size : sizes) {
      shape[0] += size;
    }
    INDArray all = memory.take(type, shape);
    for (int i = 0; i < sizes.length; i++) {
      INDArray part = part(all, i);
      if (batches.get(i) == null) {
        part.assign(0);
      } else {
        Elementwise.copy(batches.get(i), part);
      }
    }
    return all;
  }

  /** A view of one batch. */
  INDArray part(INDArray all, int index) {
    long from = 0;
    for (int i = 0; i < index; i++) {
      from += sizes[i];
    }
    return Slice.of(all, 0, from, from + sizes[index]);
  }

  /** A copy of one batch, an owned reference. */
  INDArray copy(Memory memory, INDArray all, int index) {
    INDArray part = part(all, index);
    INDArray copy = memory.take(all.dataType(), part.shape());
    Elementwise.copy(part, copy);
    return copy;
  }
}
