// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.image;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.ProductKernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of matrices in C order: c[i] = a[i] b[i], for one matrix or [matrices, rows, columns].
 *
 * @param aTransposed whether a is given as its transpose
 * @param bTransposed whether b is
 * @param add whether the product is added to what is in c
 */
public record MatrixProduct(boolean aTransposed, boolean bTransposed, boolean add) {

  /** c = a b. */
  public static final MatrixProduct PLAIN = new MatrixProduct(false, false, false);

  /** Multiplies; all arrays stay the caller's. */
  public void of(Memory memory, INDArray a, INDArray b, INDArray c) {
    int last = c.rank() - 1;
    long matrices = c.rank() == 2 ? 1 : c.size(0);
    if (OneDnn.serves(c.dataType())) {
      long inner = a.size(aTransposed ? last - 1 : last);
      new ProductKernel(
              matrices, c.size(last - 1), inner, c.size(last), aTransposed, bTransposed, add)
          .run(memory, a, b, c);
    } else if (c.rank() == 2) {
      Nd4j.gemm(a, b, c, aTransposed, bTransposed, 1, add ? 1 : 0);
    } else {
      INDArray[] as = matrices(memory, a);
      INDArray[] bs = matrices(memory, b);
      INDArray[] cs = matrices(memory, c);
      for (int i = 0; i < matrices; i++) {
        Nd4j.gemm(as[i], bs[i], cs[i], aTransposed, bTransposed, 1, add ? 1 : 0);
      }
    }
  }

  private record EachMatrix() {}

  private static INDArray[] matrices(Memory memory, INDArray all) {
    return memory.views(
        all,
        new EachMatrix(),
        array -> {
          INDArray[] views = new INDArray[(int) array.size(0)];
          for (int i = 0; i < views.length; i++) {
            views[i] = Slice.of(array, 0, i, i + 1L).reshape('c', array.size(1), array.size(2));
          }
          return views;
        });
  }
}
