// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Bilinear enlargement by a whole factor: [batch, c, h, w] to [batch, c, factor h, factor w]. With
 * {@link Alignment#CORNERS} the outermost pixels of both images lie on each other, as in PyTorch's
 * {@code interpolate(align_corners=True)}; with {@link Alignment#BORDERS} the images' borders do.
 *
 * <p>It is two products with sparse matrices, written as dense ones: of rows, then of columns. They
 * cost less than a loop over the pixels, and the way back is the same with the matrices transposed.
 */
public final class BilinearUpsample extends LinearMap {
  private static final long serialVersionUID = 1L;

  private static final Map<Size, INDArray> MATRICES = new ConcurrentHashMap<>();

  /** What of the two images lies on each other. */
  public enum Alignment {
    /** The middles of their outermost pixels. */
    CORNERS,
    /** Their borders; beyond the middles of the outermost pixels these are repeated. */
    BORDERS
  }

  @JsonProperty private final int factor;
  @JsonProperty private final Alignment alignment;

  /** Enlargement by {@code factor}, 2 or more, with aligned corners. */
  public BilinearUpsample(int factor) {
    this(factor, Alignment.CORNERS);
  }

  /**
   * Enlargement by {@code factor}, 2 or more.
   *
   * @param alignment null, as in files of earlier versions, for corners
   */
  @JsonCreator
  public BilinearUpsample(
      @JsonProperty("factor") int factor, @JsonProperty("alignment") Alignment alignment) {
    this.factor = factor;
    this.alignment = alignment == null ? Alignment.CORNERS : alignment;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    pass.shape(x.shape());
    return resized(pass.memory(), x, factor * x.size(2), factor * x.size(3), false);
  }

  @Override
  OnnxValue toOnnx(OnnxLayer at, OnnxValue... inputs) {
    OnnxValue x = inputs[0];
    OnnxValue scales =
        at.graph().constant(at.name() + "/Constant", new long[] {4}, 1, 1, factor, factor);
    return at.node("Resize", x, null, scales)
        .with("mode", "linear")
        .with(
            "coordinate_transformation_mode",
            alignment == Alignment.CORNERS ? "align_corners" : "half_pixel")
        .done(x.channels());
  }

  @Override
  INDArray[] backward(LayerPass pass, INDArray gradient) {
    long[] shape = pass.shape();
    return new INDArray[] {resized(pass.memory(), gradient, shape[2], shape[3], true)};
  }

  /** Columns first, where all images are one product; then rows, image by image. */
  private INDArray resized(Memory memory, INDArray x, long height, long width, boolean back) {
    long planes = x.size(0) * x.size(1);
    INDArray columns = matrix(x.dataType(), back ? width : x.size(3));
    INDArray wide = memory.take(x.dataType(), planes * x.size(2), width);
    Nd4j.gemm(x.reshape('c', planes * x.size(2), x.size(3)), columns, wide, false, !back, 1.0, 0.0);
    INDArray y = memory.take(x.dataType(), x.size(0), x.size(1), height, width);
    INDArray rows = matrix(x.dataType(), back ? height : x.size(2));
    INDArray from = wide.reshape('c', planes, x.size(2), width);
    INDArray to = y.reshape('c', planes, height, width);
    for (long plane = 0; plane < planes; plane++) {
      Nd4j.gemm(
          rows,
          Slice.of(from, 0, plane, plane + 1).reshape('c', x.size(2), width),
          Slice.of(to, 0, plane, plane + 1).reshape('c', height, width),
          back,
          false,
          1.0,
          0.0);
    }
    memory.release(wide);
    memory.release(x);
    return y;
  }

  private INDArray matrix(DataType type, long side) {
    return MATRICES.computeIfAbsent(
        new Size(type, alignment, (int) side, (int) (factor * side)), Size::weights);
  }

  private record Size(DataType type, Alignment alignment, int in, int out) {
    /** What each output pixel takes of the input's, [out, in]. */
    INDArray weights() {
      double[][] weights = new double[out][in];
      for (int i = 0; i < out; i++) {
        double at = Math.max(0, Math.min(in - 1, place(i)));
        int below = Math.min((int) at, in - 1);
        double share = at - below;
        weights[i][below] += 1 - share;
        weights[i][Math.min(below + 1, in - 1)] += share;
      }
      return Nd4j.createFromArray(weights).castTo(type).dup('c');
    }

    /** Where the middle of an output pixel lies among the middles of the input's. */
    private double place(int i) {
      if (alignment == Alignment.BORDERS) {
        return (i + 0.5) * in / out - 0.5;
      }
      return out > 1 ? i * (in - 1.0) / (out - 1.0) : 0;
    }
  }
}
