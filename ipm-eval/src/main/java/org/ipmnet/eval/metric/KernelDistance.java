// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squared maximum mean discrepancy under the kernel (x . y / d + 1)^3, unbiased; over Inception
 * features it is KID (Binkowski et al. 2018). Unlike FID its expectation does not depend on the
 * number of pictures, so that it serves small sets; it can be below 0.
 */
public final class KernelDistance {
  private KernelDistance() {}

  /**
   * What the pictures tell about the distance.
   *
   * @param value the unbiased estimate
   * @param standardError by the jackknife: each picture of either set left out once
   */
  public record Estimate(double value, double standardError) {}

  /**
   * Estimates the distance.
   *
   * @param x [n, d], n of 3 or more
   * @param y [m, d], m of 3 or more
   */
  public static Estimate between(INDArray x, INDArray y) {
    if (Math.min(x.size(0), y.size(0)) < 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "at least 3 vectors of each are needed, found %d and %d",
              x.size(0),
              y.size(0)));
    }
    int n = (int) x.size(0);
    int m = (int) y.size(0);
    double[] xx;
    double[] yy;
    double[] xy;
    double[] yx;
    try (INDArray a = x.castTo(DataType.DOUBLE).dup();
        INDArray b = y.castTo(DataType.DOUBLE).dup();
        INDArray ofX = kernel(a, a);
        INDArray ofY = kernel(b, b);
        INDArray crossed = kernel(a, b)) {
      xx = withoutItself(ofX);
      yy = withoutItself(ofY);
      xy = crossed.sum(1).toDoubleVector();
      yx = crossed.sum(0).toDoubleVector();
    }
    double sumXx = sum(xx);
    double sumYy = sum(yy);
    double sumXy = sum(xy);
    double value = mean(sumXx, n) + mean(sumYy, m) - 2 * sumXy / n / m;

    double[] withoutX = new double[n];
    for (int i = 0; i < n; i++) {
      withoutX[i] =
          mean(sumXx - 2 * xx[i], n - 1) + mean(sumYy, m) - 2 * (sumXy - xy[i]) / (n - 1) / m;
    }
    double[] withoutY = new double[m];
    for (int j = 0; j < m; j++) {
      withoutY[j] =
          mean(sumXx, n) + mean(sumYy - 2 * yy[j], m - 1) - 2 * (sumXy - yx[j]) / n / (m - 1);
    }
    return new Estimate(value, Math.sqrt(jackknife(withoutX) + jackknife(withoutY)));
  }

  private static INDArray kernel(INDArray a, INDArray b) {
    try (INDArray k = a.mmul(b.transpose()).divi(a.size(1)).addi(1)) {
      return k.mul(k).muli(k);
    }
  }

  /** Sums of the rows but for the diagonal. */
  private static double[] withoutItself(INDArray kernel) {
    double[] sums = kernel.sum(1).toDoubleVector();
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= kernel.getDouble(i, i);
    }
    return sums;
  }

  private static double mean(double sumOfPairs, int n) {
    return sumOfPairs / n / (n - 1);
  }

  private static double jackknife(double[] leftOut) {
    int n = leftOut.length;
    double mean = sum(leftOut) / n;
    double squares = 0;
    for (double value : leftOut) {
      squares += (value - mean) * (value - mean);
    }
    return squares * (n - 1) / n;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
