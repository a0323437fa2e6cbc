// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Winograd's minimal filtering F(m, r): m outputs of a filter of r taps from n = m + r - 1 inputs
 * with n multiplications in place of m * r (Toom and Cook's construction; Lavin and Gray, "Fast
 * Algorithms for Convolutional Neural Networks", 2016). An output is y = A((G g) * (B d)), with d
 * the inputs and g the taps; in two dimensions each matrix is applied to rows and columns.
 *
 * <p>The construction evaluates polynomials at n - 1 points and at infinity. Which points decides
 * how much is rounded: those of {@link #FOUR_BY_THREE} round in 32 bits five times as much as a
 * plain convolution does, 0, +-1, +-2 eleven times.
 */
final class MinimalFilter {
  /** F(4, 3). */
  static final MinimalFilter FOUR_BY_THREE =
      new MinimalFilter(4, 3, 0, 2 / 3.0, -2 / 3.0, 1.5, -1.5);

  private final int outputs;
  private final int taps;
  private final int inputs;
  private final double[][] outputMatrix;
  private final double[][] tapMatrix;
  private final double[][] inputMatrix;

  private MinimalFilter(int outputs, int taps, double... points) {
    this.outputs = outputs;
    this.taps = taps;
    this.inputs = outputs + taps - 1;
    this.outputMatrix = new double[outputs][inputs];
    this.tapMatrix = new double[inputs][taps];
    this.inputMatrix = new double[inputs][inputs];
    for (int i = 0; i < points.length; i++) {
      double[] others = without(points, i);
      double scale = value(polynomial(others), points[i]);
      for (int k = 0; k < outputs; k++) {
        outputMatrix[k][i] = Math.pow(points[i], k);
      }
      for (int k = 0; k < taps; k++) {
        tapMatrix[i][k] = Math.pow(points[i], k) / scale;
      }
      System.arraycopy(polynomial(others), 0, inputMatrix[i], 0, points.length);
    }
    int infinity = points.length;
    outputMatrix[outputs - 1][infinity] = 1;
    tapMatrix[infinity][taps - 1] = 1;
    inputMatrix[infinity] = polynomial(points);
  }

  /** m. */
  int outputs() {
    return outputs;
  }

  /** n = m + r - 1. */
  int inputs() {
    return inputs;
  }

  /** A for two dimensions, [m * m, n * n]. */
  INDArray outputMatrix(DataType type) {
    return twice(outputMatrix, type);
  }

  /** G for two dimensions, [n * n, r * r]. */
  INDArray tapMatrix(DataType type) {
    return twice(tapMatrix, type);
  }

  /** B for two dimensions, [n * n, n * n]. */
  INDArray inputMatrix(DataType type) {
    return twice(inputMatrix, type);
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

  /** The Kronecker product of a matrix with itself: for rows and columns at once. */
  private static INDArray twice(double[][] matrix, DataType type) {
    int rows = matrix.length;
    int columns = matrix[0].length;
    INDArray product =
        Nd4j.createUninitializedDetached(type, 'c', (long) rows * rows, (long) columns * columns);
    for (int i = 0; i < rows * rows; i++) {
      for (int j = 0; j < columns * columns; j++) {
        product.putScalar(i, j, matrix[i / rows][j / columns] * matrix[i % rows][j % columns]);
      }
    }
    return product;
  }
}
