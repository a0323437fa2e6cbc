// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

/**
 * Winograd's minimal filtering F(m, r): m outputs of a filter of r taps from n = m + r - 1 inputs
 * with n multiplications in place of m * r (Toom and Cook's construction; Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks", 2016). An output is y = A((G g) * (B d)), with d
 * the inputs and g the taps; in two dimensions each matrix is applied to rows and columns.
 *
 * <p>The construction evaluates polynomials at n - 1 points and at infinity. Which points decides
 * how much is rounded: those of F(4, 3) here round in 32 bits five times as much as a plain
 * convolution does, 0, +-1, +-2 eleven times.
 */
final class MinimalFilter {
  private static final MinimalFilter FOUR_BY_THREE =
      new MinimalFilter(4, 3, 0, 2 / 3.0, -2 / 3.0, 1.5, -1.5);
  private static final MinimalFilter FOUR_BY_TWO = new MinimalFilter(4, 2, 0, 1, -1, 2);

  private final int outputs;
  private final int taps;
  private final VectorMap output;
  private final VectorMap outputTransposed;
  private final VectorMap tap;
  private final VectorMap tapTransposed;
  private final VectorMap input;

  private MinimalFilter(int outputs, int taps, double... points) {
    this.outputs = outputs;
    this.taps = taps;
    int inputs = outputs + taps - 1;
    double[][] a = new double[outputs][inputs];
    double[][] g = new double[inputs][taps];
    double[][] b = new double[inputs][inputs];
    for (int i = 0; i < points.length; i++) {
      double[] others = without(points, i);
      double scale = value(polynomial(others), points[i]);
      for (int k = 0; k < outputs; k++) {
        a[k][i] = Math.pow(points[i], k);
      }
      for (int k = 0; k < taps; k++) {
        g[i][k] = Math.pow(points[i], k) / scale;
      }
      System.arraycopy(polynomial(others), 0, b[i], 0, points.length);
    }
    int infinity = points.length;
    a[outputs - 1][infinity] = 1;
    g[infinity][taps - 1] = 1;
    b[infinity] = polynomial(points);
    this.output = new VectorMap(a);
    this.outputTransposed = new VectorMap(transposed(a));
    this.tap = new VectorMap(g);
    this.tapTransposed = new VectorMap(transposed(g));
    this.input = new VectorMap(b);
  }

  /** F(4, 3) or F(4, 2). */
  static MinimalFilter of(int taps) {
    return switch (taps) {
      case 2 -> FOUR_BY_TWO;
      case 3 -> FOUR_BY_THREE;
      default -> throw new IllegalArgumentException("a filter of " + taps + " taps");
    };
  }

  /** m. */
  int outputs() {
    return outputs;
  }

  /** r. */
  int taps() {
    return taps;
  }

  /** n = m + r - 1. */
  int inputs() {
    return outputs + taps - 1;
  }

  /** A, m x n. */
  VectorMap output() {
    return output;
  }

  /** A', n x m. */
  VectorMap outputTransposed() {
    return outputTransposed;
  }

  /** G, n x r. */
  VectorMap tap() {
    return tap;
  }

  /** G', r x n. */
  VectorMap tapTransposed() {
    return tapTransposed;
  }

  /** B, n x n. */
  VectorMap input() {
    return input;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  private static double[] without(double[] points, int left) {
    double[] others = new double[points.length - 1];
    System.arraycopy(points, 0, others, 0, left);
    System.arraycopy(points, left + 1, others, left, others.length - left);
    return others;
  }

  /** The coefficients, lowest power first, of the polynomial with these roots. */
  private static double[] polynomial(double... roots) {
    double[] coefficients = {1};
    for (double root : roots) {
      double[] product = new double[coefficients.length + 1];
      for (int i = 0; i < coefficients.length; i++) {
        product[i + 1] += coefficients[i];
        product[i] -= root * coefficients[i];
      }
      coefficients = product;
    }
    return coefficients;
  }

  private static double value(double[] coefficients, double x) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }
}
