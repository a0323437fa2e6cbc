// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.bytedeco.dnnl.memory;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One layer's weights, which never change, in the layouts that primitives want: converted once, not
 * at each call. For any number of threads.
 */
public final class PackedWeights {
  private record Packed(memory.desc layout, INDArray values) {}

  /** Few: primitives for different sizes of images want two or three layouts. */
  private final List<Packed> all = new ArrayList<>();

  /**
   * Where the weights lie in this layout.
   *
   * @param convert writes them to an address
   */
  synchronized long in(memory.desc layout, LongConsumer convert) {
    for (Packed packed : all) {
      if (packed.layout.equals(layout)) {
        return NativeArray.start(packed.values);
      }
    }
    long floats = (layout.get_size() + Float.BYTES - 1) / Float.BYTES;
    INDArray values = Nd4j.createUninitializedDetached(DataType.FLOAT, floats);
    convert.accept(NativeArray.start(values));
    all.add(new Packed(layout, values));
    return NativeArray.start(values);
  }
}
