// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.algorithm.convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.prop_kind.forward_training;

import java.util.function.IntFunction;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Kernels of one convolution: images [batch, in, h, w] or with channels last, weights [out, in, kh,
 * kw], zeros beyond the border. In groups, each of which sees channels of its own, weights are
 * [out, in / groups, kh, kw].
 *
 * @param blocked whether images are converted to the layout that oneDNN likes best
 */
public record ConvolutionKernels(
    boolean channelsLast,
    boolean blocked,
    long batch,
    long in,
    long height,
    long width,
    long out,
    long groups,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padRows,
    int padColumns,
    boolean bias) {

  private enum Direction {
    FORWARD,
    INPUT,
    WEIGHTS
  }

  private record Key(ConvolutionKernels convolution, Direction direction, int threads) {}

  /** x, weight, bias if there is one, y. */
  public Kernel forward() {
    return kernel(Direction.FORWARD, this::makeForward);
  }

  /** The gradient of y, weight, the gradient of x. */
  public Kernel inputGradient() {
    return kernel(Direction.INPUT, this::makeInputGradient);
  }

  /** x, the gradient of y, the gradient of the weight and, if there is one, of the bias. */
  public Kernel weightGradient() {
    return kernel(Direction.WEIGHTS, this::makeWeightGradient);
  }

  private Kernel kernel(Direction direction, IntFunction<Kernel> make) {
    int threads =
        Threads.forProducts(
            batch * in / groups * out * rows() * columns() * kernelHeight * kernelWidth);
    return OneDnn.kept(
        Kernel.class, new Key(this, direction, threads), threads, () -> make.apply(threads));
  }

  private Kernel makeForward(int threads) {
    convolution_forward.primitive_desc description = forwardDescription();
    Kernel.Builder kernel =
        new Kernel.Builder()
            .argument(DNNL_ARG_SRC, Kernel.Use.READ, x(), description.src_desc())
            .weights(DNNL_ARG_WEIGHTS, weights(), description.weights_desc());
    if (bias) {
      kernel.argument(DNNL_ARG_BIAS, Kernel.Use.READ, biases());
    }
    return kernel
        .argument(DNNL_ARG_DST, Kernel.Use.WRITTEN, y(), description.dst_desc())
        .build(new convolution_forward(description), description, threads);
  }

  private Kernel makeInputGradient(int threads) {
    convolution_backward_data.primitive_desc description =
        new convolution_backward_data.primitive_desc(
            new convolution_backward_data.desc(
                convolution_direct, own(x()), anyWeights(), own(y()), strides(), pad(), pad()),
            Kernel.attributes(),
            OneDnn.engine(),
            forwardDescription());
    return new Kernel.Builder()
        .argument(DNNL_ARG_DIFF_DST, Kernel.Use.READ, y(), description.diff_dst_desc())
        .weights(DNNL_ARG_WEIGHTS, weights(), description.weights_desc())
        .argument(DNNL_ARG_DIFF_SRC, Kernel.Use.WRITTEN, x(), description.diff_src_desc())
        .build(new convolution_backward_data(description), description, threads);
  }

  private Kernel makeWeightGradient(int threads) {
    memory.desc x = own(x());
    memory.desc y = own(y());
    memory.desc weight = anyWeights();
    convolution_backward_weights.desc operation =
        bias
            ? new convolution_backward_weights.desc(
                convolution_direct, x, weight, biases(), y, strides(), pad(), pad())
            : new convolution_backward_weights.desc(
                convolution_direct, x, weight, y, strides(), pad(), pad());
    convolution_backward_weights.primitive_desc description =
        new convolution_backward_weights.primitive_desc(
            operation, Kernel.attributes(), OneDnn.engine(), forwardDescription());
    Kernel.Builder kernel =
        new Kernel.Builder()
            .argument(DNNL_ARG_SRC, Kernel.Use.READ, x(), description.src_desc())
            .argument(DNNL_ARG_DIFF_DST, Kernel.Use.READ, y(), description.diff_dst_desc())
            .argument(
                DNNL_ARG_DIFF_WEIGHTS,
                Kernel.Use.WRITTEN,
                weights(),
                description.diff_weights_desc());
    if (bias) {
      kernel.argument(DNNL_ARG_DIFF_BIAS, Kernel.Use.WRITTEN, biases());
    }
    return kernel.build(new convolution_backward_weights(description), description, threads);
  }

  private convolution_forward.primitive_desc forwardDescription() {
    memory.desc x = own(x());
    memory.desc y = own(y());
    memory.desc weight = anyWeights();
    convolution_forward.desc operation =
        bias
            ? new convolution_forward.desc(
                forward_training,
                convolution_direct,
                x,
                weight,
                biases(),
                y,
                strides(),
                pad(),
                pad())
            : new convolution_forward.desc(
                forward_training, convolution_direct, x, weight, y, strides(), pad(), pad());
    return new convolution_forward.primitive_desc(operation, Kernel.attributes(), OneDnn.engine());
  }

  /** Images as the primitive wants them: as they are, or however it likes. */
  private memory.desc own(memory.desc given) {
    if (!blocked) {
      return given;
    }
    long[] dimensions = new long[4];
    given.dims().get(dimensions);
    return descriptor(format_tag.any, dimensions);
  }

  private long rows() {
    return (height + 2L * padRows - kernelHeight) / stride + 1;
  }

  private long columns() {
    return (width + 2L * padColumns - kernelWidth) / stride + 1;
  }

  private memory.desc x() {
    return images(in, height, width);
  }

  private memory.desc y() {
    return images(out, rows(), columns());
  }

  private memory.desc images(long channels, long h, long w) {
    return descriptor(channelsLast ? format_tag.nhwc : format_tag.nchw, batch, channels, h, w);
  }

  private memory.desc weights() {
    return weights(groups == 1 ? format_tag.oihw : format_tag.goihw);
  }

  private memory.desc anyWeights() {
    return weights(format_tag.any);
  }

  private memory.desc weights(format_tag tag) {
    return groups == 1
        ? descriptor(tag, out, in, kernelHeight, kernelWidth)
        : descriptor(tag, groups, out / groups, in / groups, kernelHeight, kernelWidth);
  }

  private memory.desc biases() {
    return descriptor(format_tag.x, out);
  }

  private static memory.desc descriptor(format_tag tag, long... dimensions) {
    return new memory.desc(dimensions, memory.data_type.f32, tag);
  }

  private long[] strides() {
    return new long[] {stride, stride};
  }

  private long[] pad() {
    return new long[] {padRows, padColumns};
  }
}
