// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Kernels of a norm over each channel of images with channels last, then perhaps a ReLU: (x - mean)
 * / sqrt(variance + eps) * scale + shift. Images are normalised in {@code groups}, each with its
 * own mean, variance, scale and shift: all together, or each by itself.
 *
 * @param groups how many
 * @param images of a group
 * @param affine whether there are scale and shift
 */
public record NormKernels(
    int groups,
    long images,
    long channels,
    long height,
    long width,
    float epsilon,
    boolean affine,
    boolean relu) {

  private enum Use {
    FORWARD,
    BACKWARD,
    MASK
  }

  private record Key(NormKernels norm, Use use, int threads) {}

  /** Where the groups' parts of an array lie. */
  private record Parts(long start, long step) {}

  /**
   * Normalises.
   *
   * @param x read, and written if {@code y} is the same array
   * @param statistics means, then variances, [2, groups, c]
   * @param affineParameters scales, then shifts, [2, groups, c]; null for none
   * @param mask where the ReLU lets pass, of {@link #maskLength}; null without a ReLU
   */
  public void forward(
      Memory memory,
      INDArray x,
      INDArray statistics,
      INDArray affineParameters,
      INDArray mask,
      INDArray y) {
    List<Parts> arrays = arrays(x, statistics, affineParameters, mask);
    arrays.add(pixels(y));
    run(memory, Use.FORWARD, this::makeForward, arrays);
    hold(x, statistics, affineParameters, mask, y);
  }

  /**
   * The way back.
   *
   * @param x as in the forward pass
   * @param gradient of y; overwritten by that of x
   * @param affineGradient of scales and shifts, [2, groups, c], written; null for none
   */
  public void backward(
      Memory memory,
      INDArray x,
      INDArray statistics,
      INDArray affineParameters,
      INDArray mask,
      INDArray gradient,
      INDArray affineGradient) {
    List<Parts> arrays = arrays(x, statistics, affineParameters, mask);
    arrays.add(pixels(gradient));
    if (affine) {
      addHalves(arrays, affineGradient);
    }
    arrays.add(pixels(gradient));
    run(memory, Use.BACKWARD, this::makeBackward, arrays);
    hold(x, statistics, affineParameters, mask, gradient, affineGradient);
  }

  /** Until here the arrays are there, see NativeArray. */
  private static void hold(INDArray... arrays) {
    Reference.reachabilityFence(arrays);
  }

  /** What both directions begin with. */
  private List<Parts> arrays(
      INDArray x, INDArray statistics, INDArray affineParameters, INDArray mask) {
    List<Parts> arrays = new ArrayList<>(10);
    arrays.add(pixels(x));
    addHalves(arrays, statistics);
    if (affine) {
      addHalves(arrays, affineParameters);
    }
    if (relu) {
      arrays.add(new Parts(NativeArray.floats(mask), maskBytes()));
    }
    return arrays;
  }

  private Parts pixels(INDArray array) {
    return new Parts(NativeArray.floats(array), Float.BYTES * elements());
  }

  /** The two [groups, c] of an array [2, groups, c]. */
  private void addHalves(List<Parts> arrays, INDArray both) {
    long start = NativeArray.floats(both);
    long step = Float.BYTES * channels;
    arrays.add(new Parts(start, step));
    arrays.add(new Parts(start + groups * step, step));
  }

  private void run(Memory memory, Use use, IntFunction<Kernel> make, List<Parts> arrays) {
    int threads = Threads.forCopies(elements());
    Kernel kernel =
        OneDnn.kept(Kernel.class, new Key(this, use, threads), threads, () -> make.apply(threads));
    long[] at = new long[arrays.size()];
    for (int group = 0; group < groups; group++) {
      for (int i = 0; i < at.length; i++) {
        at[i] = arrays.get(i).start() + group * arrays.get(i).step();
      }
      kernel.run(memory, at);
    }
  }

  private long elements() {
    return images * channels * height * width;
  }

  /** The length of an array of floats that holds all masks. */
  public long maskLength() {
    return groups * maskBytes() / Float.BYTES;
  }

  /** What oneDNN needs for one group, in whole cache lines. */
  private long maskBytes() {
    return OneDnn.kept(
        Long.class,
        new Key(this, Use.MASK, 1),
        1,
        () -> (forwardDescription(true).workspace_desc().get_size() + 63) / 64 * 64);
  }

  private Kernel makeForward(int threads) {
    batch_normalization_forward.primitive_desc description = forwardDescription(true);
    Kernel.Builder kernel = builder(description.workspace_desc());
    kernel.argument(DNNL_ARG_DST, Kernel.Use.WRITTEN, pixels());
    return kernel.build(new batch_normalization_forward(description), description, threads);
  }

  private Kernel makeBackward(int threads) {
    batch_normalization_forward.primitive_desc forward = forwardDescription(false);
    batch_normalization_backward.primitive_desc description =
        new batch_normalization_backward.primitive_desc(
            new batch_normalization_backward.desc(
                prop_kind.backward.value, pixels(), pixels(), epsilon, flags(false)),
            Kernel.attributes(),
            OneDnn.engine(),
            forward);
    Kernel.Builder kernel = builder(forward.workspace_desc());
    kernel.argument(DNNL_ARG_DIFF_DST, Kernel.Use.READ, pixels());
    if (affine) {
      kernel.argument(DNNL_ARG_DIFF_SCALE, Kernel.Use.WRITTEN, perChannel());
      kernel.argument(DNNL_ARG_DIFF_SHIFT, Kernel.Use.WRITTEN, perChannel());
    }
    kernel.argument(DNNL_ARG_DIFF_SRC, Kernel.Use.WRITTEN, pixels());
    return kernel.build(new batch_normalization_backward(description), description, threads);
  }

  /** With the arguments of {@link #arrays}. */
  private Kernel.Builder builder(memory.desc mask) {
    Kernel.Builder kernel = new Kernel.Builder();
    kernel.argument(DNNL_ARG_SRC, Kernel.Use.READ, pixels());
    kernel.argument(DNNL_ARG_MEAN, Kernel.Use.READ, perChannel());
    kernel.argument(DNNL_ARG_VARIANCE, Kernel.Use.READ, perChannel());
    if (affine) {
      kernel.argument(DNNL_ARG_SCALE, Kernel.Use.READ, perChannel());
      kernel.argument(DNNL_ARG_SHIFT, Kernel.Use.READ, perChannel());
    }
    if (relu) {
      kernel.argument(DNNL_ARG_WORKSPACE, Kernel.Use.WRITTEN, mask);
    }
    return kernel;
  }

  private batch_normalization_forward.primitive_desc forwardDescription(boolean given) {
    return new batch_normalization_forward.primitive_desc(
        new batch_normalization_forward.desc(
            prop_kind.forward_training.value, pixels(), epsilon, flags(given)),
        Kernel.attributes(),
        OneDnn.engine());
  }

  /**
   * OneDNN's options.
   *
   * @param given whether mean and variance depend on nothing, as the forward pass sees them
   */
  private int flags(boolean given) {
    int flags = given ? normalization_flags.use_global_stats.value : 0;
    if (affine) {
      flags |= normalization_flags.use_scale.value | normalization_flags.use_shift.value;
    }
    return relu ? flags | normalization_flags.fuse_norm_relu.value : flags;
  }

  private memory.desc pixels() {
    long[] dimensions = {images, channels, height, width};
    return new memory.desc(dimensions, memory.data_type.f32, format_tag.nhwc);
  }

  private memory.desc perChannel() {
    return new memory.desc(new long[] {channels}, memory.data_type.f32, format_tag.x);
  }
}
