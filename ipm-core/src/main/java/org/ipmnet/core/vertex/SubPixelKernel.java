// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sums of the taps of a 5x5 kernel over an image of doubled size, where neighbouring taps fall on
 * the same pixel of the small image. Each is a kernel of its own, a linear map of the 25 taps.
 *
 * @param rows which tap of the small kernel each of the 5 rows falls on
 * @param columns the same for the columns
 */
record SubPixelKernel(int[] rows, int[] columns) {
  /** An even pixel sees -1 -1 0 0 1 of the small image, an odd one -1 0 0 1 1. */
  private static final int[][] PHASE = {{0, 0, 1, 1, 2}, {0, 1, 1, 2, 2}};

  /** The outermost pixel sees, mirrored, its neighbour and three times itself. */
  private static final int[] BORDER = {0, 1, 1, 1, 0};

  private static final int[] ALL = {0, 1, 2, 3, 4};

  /** Taps of the whole kernel. */
  private static final int TAPS = 25;

  /** 3x3 for the pixels (2i + row, 2j + column) of the doubled image, row and column 0 or 1. */
  static SubPixelKernel phase(int row, int column) {
    return new SubPixelKernel(PHASE[row], PHASE[column]);
  }

  /** 2x5 for the outermost rows, over the last row but one and the last row. */
  static SubPixelKernel borderRow() {
    return new SubPixelKernel(BORDER, ALL);
  }

  /** 5x2 for the outermost columns. */
  static SubPixelKernel borderColumn() {
    return new SubPixelKernel(ALL, BORDER);
  }

  private static int size(int[] taps) {
    int size = 0;
    for (int tap : taps) {
      size = Math.max(size, tap + 1);
    }
    return size;
  }

  int height() {
    return size(rows);
  }

  int width() {
    return size(columns);
  }

  /** The matrix [25, height * width] that sums taps: as a network is built, once. */
  INDArray matrix(DataType type) {
    INDArray matrix = Nd4j.createUninitializedDetached(type, 'c', TAPS, (long) height() * width());
    matrix.assign(0);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        matrix.putScalar(
            row * columns.length + column, (long) rows[row] * width() + columns[column], 1);
      }
    }
    return matrix;
  }

  /**
   * The small kernel of these weights.
   *
   * @param weight [out, in, 5, 5]
   * @param into its elements as [out * in, height * width]
   */
  static void sum(INDArray weight, INDArray matrix, INDArray into) {
    Nd4j.gemm(rows(weight), matrix, into, false, false, 1, 0);
  }

  /**
   * The gradient of {@link #sum}.
   *
   * @return [out, in, 5, 5], an owned reference
   */
  static INDArray spread(Memory memory, INDArray gradient, INDArray matrix, long[] shape) {
    INDArray spread = memory.take(gradient.dataType(), shape);
    Nd4j.gemm(gradient, matrix, rows(spread), false, true, 1, 0);
    return spread;
  }

  private static INDArray rows(INDArray weight) {
    return weight.reshape('c', weight.length() / TAPS, TAPS);
  }
}
