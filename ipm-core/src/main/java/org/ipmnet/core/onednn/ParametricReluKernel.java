// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.prelu_forward;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A ReLU with a slope below 0 for each channel, of images [batch, c, h, w] or with channels last.
 */
public record ParametricReluKernel(
    boolean channelsLast, long batch, long channels, long height, long width) {

  private record Key(ParametricReluKernel relu, int threads) {}

  /** From {@code x} to {@code y}, which may be the same array, with slopes [c]. */
  public void run(Memory memory, INDArray x, INDArray slopes, INDArray y) {
    int threads = Threads.forCopies(batch * channels * height * width);
    OneDnn.kept(Kernel.class, new Key(this, threads), threads, () -> make(threads))
        .run(memory, x, slopes, y);
  }

  private Kernel make(int threads) {
    memory.desc images =
        descriptor(
            channelsLast ? format_tag.nhwc : format_tag.nchw, batch, channels, height, width);
    memory.desc slopes = descriptor(format_tag.nchw, 1, channels, 1, 1);
    prelu_forward.primitive_desc description =
        new prelu_forward.primitive_desc(
            new prelu_forward.desc(prop_kind.forward_inference, images, slopes),
            Kernel.attributes(),
            OneDnn.engine());
    return new Kernel.Builder()
        .argument(DNNL_ARG_SRC, Kernel.Use.READ, images)
        .argument(DNNL_ARG_WEIGHTS, Kernel.Use.READ, slopes)
        .argument(DNNL_ARG_DST, Kernel.Use.WRITTEN, images)
        .build(new prelu_forward(description), description, threads);
  }

  private static memory.desc descriptor(format_tag tag, long... dimensions) {
    return new memory.desc(dimensions, memory.data_type.f32, tag);
  }
}
