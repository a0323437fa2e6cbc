// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Arrays;

/**
 * S = F F^T for a covariance that may be singular: Cholesky's decomposition, the largest pivot
 * first, which ends where nothing but rounding is left (Higham 1990). F has as many columns as S
 * has rank.
 */
final class PivotedCholesky {
  private PivotedCholesky() {}

  /**
   * Decomposes.
   *
   * @param s [n, n] row by row, symmetric and positive semidefinite
   * @return F, n rows of as many values as the rank; rows are those of s
   */
  static double[][] of(double[] s, int n) {
    double[][] rows = new double[n][n];
    double[] left = new double[n]; // of the diagonal
    boolean[] taken = new boolean[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      left[i] = s[i * n + i];
      largest = Math.max(largest, left[i]);
    }
    double noise = n * Math.ulp(1.0) * largest;
    int rank = 0;
    while (rank < n) {
      int pivot = -1;
      for (int i = 0; i < n; i++) {
        if (!taken[i] && (pivot < 0 || left[i] > left[pivot])) {
          pivot = i;
        }
      }
      if (!(left[pivot] > noise)) {
        break;
      }
      taken[pivot] = true;
      double root = Math.sqrt(left[pivot]);
      double[] ofPivot = rows[pivot];
      ofPivot[rank] = root;
      for (int i = 0; i < n; i++) {
        if (!taken[i]) {
          double value = (s[pivot * n + i] - dot(rows[i], ofPivot, rank)) / root;
          rows[i][rank] = value;
          left[i] -= value * value;
        }
      }
      rank++;
    }
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOf(rows[i], rank);
    }
    return rows;
  }

  /** Four sums, since Java may not reorder one. */
  private static double dot(double[] a, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
