// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A product of matrices c = a b where b lies as oneDNN's 1x1 convolutions want it, a third to four
 * times as fast as its product of matrices in C order: [columns / block, inner, block].
 *
 * @param rows of c
 * @param inner columns of a and rows of b
 * @param columns of c
 */
public record PackedProductKernel(long rows, long inner, long columns) {

  private record Key(PackedProductKernel product, int threads) {}

  private record Made(Kernel kernel, int block) {}

  /** How many columns of b lie together, 8 or 16; 1 where oneDNN wants another order. */
  public int block() {
    return made().block;
  }

  /** Multiplies [matrices, rows, inner] by as many packed matrices. */
  public void run(Memory memory, INDArray a, INDArray b, INDArray c) {
    Kernel kernel = made().kernel;
    long matrices = c.size(0);
    long atA = NativeArray.floats(a);
    long atB = NativeArray.floats(b);
    long atC = NativeArray.floats(c);
    for (long i = 0; i < matrices; i++) {
      kernel.run(
          memory,
          atA + i * rows * inner * Float.BYTES,
          atB + i * inner * columns * Float.BYTES,
          atC + i * rows * columns * Float.BYTES);
    }
    Reference.reachabilityFence(a); // see NativeArray
    Reference.reachabilityFence(b);
    Reference.reachabilityFence(c);
  }

  private Made made() {
    int threads = Threads.forProducts(rows * inner * columns);
    return OneDnn.kept(Made.class, new Key(this, threads), threads, () -> make(threads));
  }

  private Made make(int threads) {
    memory.desc b = matrix(columns, inner, memory.format_tag.any);
    memory.desc a = pixels(inner);
    memory.desc c = pixels(columns);
    long[] one = {1, 1};
    long[] none = {0, 0};
    convolution_forward.primitive_desc description =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                prop_kind.forward_inference,
                algorithm.convolution_direct,
                a,
                b,
                c,
                one,
                none,
                none),
            Kernel.attributes(),
            OneDnn.engine());
    memory.desc packed = description.weights_desc();
    Kernel kernel =
        new Kernel.Builder()
            .argument(DNNL_ARG_SRC, Kernel.Use.READ, a)
            .argument(DNNL_ARG_WEIGHTS, Kernel.Use.READ, packed)
            .argument(DNNL_ARG_DST, Kernel.Use.WRITTEN, c)
            .build(new convolution_forward(description), description, threads);
    return new Made(kernel, block(packed));
  }

  private int block(memory.desc packed) {
    if (packed.equals(matrix(columns, inner, memory.format_tag.OIhw16i16o))
        && columns % 16 == 0
        && inner % 16 == 0) {
      return 16;
    }
    boolean eight =
        packed.equals(matrix(columns, inner, memory.format_tag.OIhw8i8o))
            && columns % 8 == 0
            && inner % 8 == 0;
    return eight ? 8 : 1;
  }

  private static memory.desc matrix(long columns, long inner, memory.format_tag order) {
    return new memory.desc(new long[] {columns, inner, 1, 1}, memory.data_type.f32, order);
  }

  /** A row of the matrix is a pixel. */
  private memory.desc pixels(long channels) {
    return new memory.desc(
        new long[] {1, channels, 1, rows}, memory.data_type.f32, memory.format_tag.nhwc);
  }
}
