// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Puts one plane [batch, 1, h, w] over each channel of pictures [batch, channels, h, w], in place.
 */
public final class PlaneKernel {
  private PlaneKernel() {}

  /** Multiplies each channel by the plane; both arrays lie in C order. */
  public static void multiply(INDArray pictures, INDArray plane) {
    run(algorithm.binary_mul, pictures, plane);
  }

  /** Adds the plane to each channel; both arrays lie in C order. */
  public static void add(INDArray pictures, INDArray plane) {
    run(algorithm.binary_add, pictures, plane);
  }

  private static void run(algorithm what, INDArray pictures, INDArray plane) {
    int threads = Threads.forCopies(pictures.length());
    long pixels = pictures.size(2) * pictures.size(3);
    Key key = new Key(what, pictures.size(0), pictures.size(1), pixels, threads);
    Primitive kernel = OneDnn.kept(Primitive.class, key, threads, key::primitive);
    long at = NativeArray.floats(pictures);
    long planeAt = NativeArray.floats(plane);
    Threads.with(threads, () -> kernel.run(at, planeAt, at));
    Reference.reachabilityFence(pictures); // see NativeArray
    Reference.reachabilityFence(plane);
  }

  private record Key(algorithm what, long batch, long channels, long pixels, int threads) {
    Primitive primitive() {
      memory.desc pictures = planes(channels);
      memory.desc plane = planes(1);
      return new Primitive(
          new binary(
              new binary.primitive_desc(
                  new binary.desc(what, pictures, plane, pictures), OneDnn.engine())),
          new int[] {DNNL_ARG_SRC_0, DNNL_ARG_SRC_1, DNNL_ARG_DST},
          pictures,
          plane,
          pictures);
    }

    private memory.desc planes(long count) {
      return new memory.desc(
          new long[] {batch, count, 1, pixels}, memory.data_type.f32, format_tag.nchw);
    }
  }
}
