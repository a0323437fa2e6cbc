// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.Arrays;

/**
 * A small matrix applied to vectors: each output vector is a weighted sum of input vectors. Java
 * compiles loops over up to five arrays to vector instructions, over more it does not.
 */
final class VectorMap {
  /** Terms of a sum that one loop computes. */
  private static final int AT_ONCE = 4;

  private final int inputs;
  private final Sum[] sums;

  /** Output i is the sum of matrix[i][j] times input j. */
  VectorMap(double[][] matrix) {
    this.inputs = matrix[0].length;
    this.sums = Arrays.stream(matrix).map(VectorMap::sum).toArray(Sum[]::new);
  }

  /**
   * The terms of an output.
   *
   * @param of the inputs
   * @param factors of them
   */
  private record Sum(int[] of, float[] factors) {}

  private static Sum sum(double[] row) {
    int terms = (int) Arrays.stream(row).filter(factor -> factor != 0).count();
    int[] of = new int[Math.max(terms, AT_ONCE)]; // what is left over is 0 times input 0
    float[] factors = new float[of.length];
    int next = 0;
    for (int j = 0; j < row.length; j++) {
      if (row[j] != 0) {
        of[next] = j;
        factors[next++] = (float) row[j];
      }
    }
    return new Sum(of, factors);
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return sums.length;
  }

  /**
   * Applies it to from[first], from[first + step] and so on, of which to[toFirst], to[toFirst +
   * toStep] and so on are overwritten.
   */
  void apply(float[][] from, int first, int step, float[][] to, int toFirst, int toStep) {
    for (int i = 0; i < sums.length; i++) {
      int[] of = sums[i].of;
      float[] by = sums[i].factors;
      float[] sum = to[toFirst + i * toStep];
      set(
          sum,
          from[first + of[0] * step],
          from[first + of[1] * step],
          from[first + of[2] * step],
          from[first + of[3] * step],
          by[0],
          by[1],
          by[2],
          by[3]);
      for (int term = AT_ONCE; term < of.length; term++) {
        add(sum, from[first + of[term] * step], by[term]);
      }
    }
  }

  private static void set(
      float[] sum,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float byA,
      float byB,
      float byC,
      float byD) {
    int length = sum.length;
    for (int i = 0; i < length; i++) {
      sum[i] = byA * a[i] + byB * b[i] + byC * c[i] + byD * d[i];
    }
  }

  /** Adds a vector, multiplied. */
  static void add(float[] sum, float[] more, float by) {
    int length = sum.length;
    for (int i = 0; i < length; i++) {
      sum[i] += by * more[i];
    }
  }
}
