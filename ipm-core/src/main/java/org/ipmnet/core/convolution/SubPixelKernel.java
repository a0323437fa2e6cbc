// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.image.MatrixProduct;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sums of the taps of a 5x5 kernel over an image of doubled size, where neighbouring taps fall on
 * the same pixel of the small image. Each is a kernel of its own, a linear map of the 25 taps.
 */
enum SubPixelKernel {
  /** 3x3 for the pixels (2i, 2j) of the doubled image. */
  EVEN_EVEN(Taps.EVEN, Taps.EVEN),
  /** 3x3 for the pixels (2i, 2j + 1). */
  EVEN_ODD(Taps.EVEN, Taps.ODD),
  /** 3x3 for the pixels (2i + 1, 2j). */
  ODD_EVEN(Taps.ODD, Taps.EVEN),
  /** 3x3 for the pixels (2i + 1, 2j + 1). */
  ODD_ODD(Taps.ODD, Taps.ODD),
  /** 2x5 for the outermost rows, over the last row but one and the last row. */
  BORDER_ROW(Taps.BORDER, Taps.ALL),
  /** 5x2 for the outermost columns. */
  BORDER_COLUMN(Taps.ALL, Taps.BORDER);

  /** Which tap of the small kernel each of the 5 falls on. */
  private static final class Taps {
    /** An even pixel sees -1 -1 0 0 1 of the small image. */
    static final int[] EVEN = {0, 0, 1, 1, 2};

    /** An odd pixel sees -1 0 0 1 1. */
    static final int[] ODD = {0, 1, 1, 2, 2};

    /** The outermost pixel sees, mirrored, its neighbour and three times itself. */
    static final int[] BORDER = {0, 1, 1, 1, 0};

    static final int[] ALL = {0, 1, 2, 3, 4};
  }

  /** Those of the four phases of the doubled image, in the order of {@code Layout.phases}. */
  static final SubPixelKernel[] PHASES = {EVEN_EVEN, EVEN_ODD, ODD_EVEN, ODD_ODD};

  /** Side of the whole kernel. */
  private static final int SIDE = 5;

  private final int[] rows;
  private final int[] columns;
  private final Map<DataType, INDArray> matrices = new ConcurrentHashMap<>();

  SubPixelKernel(int[] rows, int[] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  int height() {
    return 1 + Arrays.stream(rows).max().orElseThrow();
  }

  int width() {
    return 1 + Arrays.stream(columns).max().orElseThrow();
  }

  /** The matrix [25, height * width] that sums taps. */
  private INDArray matrix(DataType type) {
    return matrices.computeIfAbsent(
        type,
        t -> {
          INDArray matrix =
              Nd4j.createUninitializedDetached(
                  t, 'c', (long) SIDE * SIDE, (long) height() * width());
          matrix.assign(0);
          for (int tap = 0; tap < SIDE * SIDE; tap++) {
            matrix.putScalar(tap, (long) rows[tap / SIDE] * width() + columns[tap % SIDE], 1);
          }
          return matrix;
        });
  }

  /**
   * The small kernel of these weights.
   *
   * @param weight [out, in, 5, 5]
   * @param into its elements as [out * in, height * width]
   */
  void sum(Memory memory, INDArray weight, INDArray into) {
    MatrixProduct.PLAIN.of(memory, pairs(weight), matrix(weight.dataType()), into);
  }

  /**
   * Adds the gradient of {@link #sum}.
   *
   * @param gradient of the small kernel, [out * in, height * width]
   * @param to the gradient of the weights, [out, in, 5, 5]
   */
  void addGradient(Memory memory, INDArray gradient, INDArray to) {
    INDArray spread = memory.take(gradient.dataType(), to.shape());
    new MatrixProduct(false, true, false)
        .of(memory, gradient, matrix(gradient.dataType()), pairs(spread));
    Elementwise.add(spread, to);
    memory.release(spread);
  }

  /** A row for each pair of channels. */
  private static INDArray pairs(INDArray weight) {
    return weight.reshape('c', weight.length() / (SIDE * SIDE), SIDE * SIDE);
  }
}
