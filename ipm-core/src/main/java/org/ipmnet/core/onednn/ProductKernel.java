// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of matrices in C order, one or as many as there are: c[i] = a[i] b[i].
 *
 * @param matrices how many
 * @param rows of c
 * @param inner columns of a and rows of b
 * @param columns of c
 * @param aTransposed whether a is stored as [inner, rows]
 * @param bTransposed whether b is stored as [columns, inner]
 * @param add whether the product is added to what is in c
 */
public record ProductKernel(
    long matrices,
    long rows,
    long inner,
    long columns,
    boolean aTransposed,
    boolean bTransposed,
    boolean add) {

  private record Key(ProductKernel product, int threads) {}

  /** Multiplies. */
  public void run(Memory memory, INDArray a, INDArray b, INDArray c) {
    int threads = Threads.forProducts(matrices * rows * inner * columns);
    OneDnn.kept(Kernel.class, new Key(this, threads), threads, () -> make(threads))
        .run(memory, a, b, c);
  }

  private Kernel make(int threads) {
    memory.desc a = matrix(rows, inner, aTransposed);
    memory.desc b = matrix(inner, columns, bTransposed);
    memory.desc c = matrix(rows, columns, false);
    primitive_attr attributes = Kernel.attributes();
    if (add) {
      post_ops sum = new post_ops();
      sum.append_sum();
      attributes.set_post_ops(sum);
    }
    matmul.primitive_desc description =
        new matmul.primitive_desc(new matmul.desc(a, b, c), attributes, OneDnn.engine());
    return new Kernel.Builder()
        .argument(DNNL_ARG_SRC, Kernel.Use.READ, a)
        .argument(DNNL_ARG_WEIGHTS, Kernel.Use.READ, b)
        .argument(DNNL_ARG_DST, Kernel.Use.WRITTEN, c)
        .build(new matmul(description), description, threads);
  }

  private memory.desc matrix(long height, long width, boolean transposed) {
    long[] strides = {height * width, transposed ? 1 : width, transposed ? height : 1};
    return new memory.desc(new long[] {matrices, height, width}, memory.data_type.f32, strides);
  }
}
