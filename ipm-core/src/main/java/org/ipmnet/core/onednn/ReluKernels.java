// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.lang.ref.Reference;
import java.util.function.Supplier;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A ReLU, leaky or not, over arrays in C order.
 *
 * @param slope below 0
 */
public record ReluKernels(long elements, float slope) {
  private static final algorithm RELU = algorithm.eltwise_relu_use_dst_for_bwd;

  private record Key(ReluKernels relu, boolean forward, int threads) {}

  /** From {@code x} to {@code y}, which may be the same array. */
  public void forward(INDArray x, INDArray y) {
    run(true, this::makeForward, NativeArray.floats(x), NativeArray.floats(y));
    Reference.reachabilityFence(x); // see NativeArray
    Reference.reachabilityFence(y);
  }

  /** Multiplies the gradient in place by the derivative where the output is that. */
  public void backward(INDArray output, INDArray gradient) {
    long flowing = NativeArray.floats(gradient);
    run(false, this::makeBackward, NativeArray.floats(output), flowing, flowing);
    Reference.reachabilityFence(output); // see NativeArray
    Reference.reachabilityFence(gradient);
  }

  private void run(boolean forward, Supplier<Primitive> make, long... at) {
    int threads = Threads.forCopies(elements);
    Primitive relu = OneDnn.kept(Primitive.class, new Key(this, forward, threads), threads, make);
    Threads.with(threads, () -> relu.run(at));
  }

  private Primitive makeForward() {
    eltwise_forward.primitive_desc description = forwardDescription();
    return new Primitive(
        new eltwise_forward(description), new int[] {DNNL_ARG_SRC, DNNL_ARG_DST}, line(), line());
  }

  private Primitive makeBackward() {
    eltwise_backward.primitive_desc description =
        new eltwise_backward.primitive_desc(
            new eltwise_backward.desc(RELU, line(), line(), slope, 0),
            OneDnn.engine(),
            forwardDescription());
    return new Primitive(
        new eltwise_backward(description),
        new int[] {DNNL_ARG_DST, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_SRC},
        line(),
        line(),
        line());
  }

  private eltwise_forward.primitive_desc forwardDescription() {
    return new eltwise_forward.primitive_desc(
        new eltwise_forward.desc(prop_kind.forward_training, RELU, line(), slope, 0),
        OneDnn.engine());
  }

  private memory.desc line() {
    return new memory.desc(new long[] {elements}, memory.data_type.f32, format_tag.x);
  }
}
