// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Bilinear enlargement by a whole factor with aligned corners, as PyTorch's {@code
 * interpolate(align_corners=True)}: [batch, c, h, w] to [batch, c, factor h, factor w], where the
 * outermost pixels of both images lie on each other.
 *
 * <p>It is two products with sparse matrices, written as dense ones: of rows, then of columns. They
 * cost less than a loop over the pixels, and the way back is the same with the matrices transposed.
 */
public final class BilinearUpsample extends LinearMap {
  private static final long serialVersionUID = 1L;

  private static final Map<Size, INDArray> MATRICES = new ConcurrentHashMap<>();

  @JsonProperty private final int factor;

  /** Enlargement by {@code factor}, 2 or more. */
  public BilinearUpsample(@JsonProperty("factor") int factor) {
    this.factor = factor;
  }

  @Override
  INDArray forward(LayerPass pass, INDArray... inputs) {
    INDArray x = inputs[0];
    pass.shape(x.shape());
    return resized(pass.memory(), x, factor * x.size(2), factor * x.size(3), false);
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
        new Size(type, (int) side, (int) (factor * side)), Size::weights);
  }

  private record Size(DataType type, int in, int out) {
    /** What each output pixel takes of the input's, [out, in]. */
    INDArray weights() {
      double[][] weights = new double[out][in];
      double step = out > 1 ? (in - 1.0) / (out - 1.0) : 0;
      for (int i = 0; i < out; i++) {
        double at = i * step;
        int below = Math.min((int) at, in - 1);
        double share = at - below;
        weights[i][below] += 1 - share;
        weights[i][Math.min(below + 1, in - 1)] += share;
      }
      return Nd4j.createFromArray(weights).castTo(type).dup('c');
    }
  }
}
