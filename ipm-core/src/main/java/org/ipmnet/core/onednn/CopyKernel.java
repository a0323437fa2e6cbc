// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies or adds one view to another of the same shape, whatever their strides. */
public final class CopyKernel {
  private CopyKernel() {}

  /** Overwrites. */
  public static void copy(INDArray from, INDArray to) {
    run(from, to, false);
  }

  /** Adds to what is there. */
  public static void add(INDArray from, INDArray to) {
    run(from, to, true);
  }

  private static void run(INDArray from, INDArray to, boolean add) {
    int threads = Threads.forCopies(from.length());
    Key key = new Key(from.shape(), from.stride(), to.stride(), add, threads);
    Primitive copy = OneDnn.kept(Primitive.class, key, threads, key::primitive);
    Threads.with(threads, () -> copy.run(NativeArray.start(from), NativeArray.start(to)));
    Reference.reachabilityFence(from); // see NativeArray
    Reference.reachabilityFence(to);
  }

  private record Key(long[] shape, long[] from, long[] to, boolean add, int threads) {
    Primitive primitive() {
      return Kernel.reorder(descriptor(from), descriptor(to), add);
    }

    /**
     * Strides are put in afterwards: oneDNN itself refuses views of every fourth pixel, say, whose
     * lines would overlap if they were filled.
     */
    private memory.desc descriptor(long[] strides) {
      memory.desc descriptor =
          new memory.desc(shape, memory.data_type.f32, Nd4j.getStrides(shape, 'c'));
      descriptor.data().format_desc_blocking().strides().put(strides, 0, strides.length);
      return descriptor;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && add == key.add
          && threads == key.threads
          && Arrays.equals(shape, key.shape)
          && Arrays.equals(from, key.from)
          && Arrays.equals(to, key.to);
    }

    @Override
    public int hashCode() {
      int hash = 31 * Arrays.hashCode(shape) + Arrays.hashCode(from);
      return 31 * (31 * hash + Arrays.hashCode(to)) + 2 * threads + (add ? 1 : 0);
    }
  }
}
