// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Frechet distance of two Gaussians, |m1 - m2|^2 + Tr(S1 + S2 - 2 (S1 S2)^(1/2)); over
 * Inception features it is FID (Heusel et al. 2017).
 *
 * <p>The last trace is the sum of the square roots of the eigenvalues of S1 S2. With S = F F^T they
 * are the singular values of F1^T F2, which is exact also where covariances are singular, as they
 * are with fewer pictures than features: no matrix root that fails, no number added to a diagonal.
 */
public final class FrechetDistance {
  private FrechetDistance() {}

  /** A Gaussian, ready to be compared with many others. */
  public static final class Gaussian implements AutoCloseable {
    private final long count;
    private final INDArray mean;
    private final double trace;
    private final INDArray factor; // [d, rank], or null for rank 0

    private Gaussian(long count, INDArray mean, double trace, INDArray factor) {
      this.count = count;
      this.mean = mean;
      this.trace = trace;
      this.factor = factor;
    }

    /**
     * The Gaussian with these moments.
     *
     * @throws IllegalStateException for fewer than two vectors
     */
    public static Gaussian of(GaussianMoments moments) {
      double[] values;
      int d;
      try (INDArray covariance = moments.covariance()) {
        d = (int) covariance.size(0);
        values = covariance.data().asDouble();
      }
      double trace = 0;
      for (int i = 0; i < d; i++) {
        trace += values[i * d + i];
      }
      double[][] rows = PivotedCholesky.of(values, d);
      INDArray factor = rows[0].length == 0 ? null : Nd4j.createFromArray(rows);
      return new Gaussian(moments.count(), moments.mean(), trace, factor);
    }

    /** Gives the values back at once. */
    @Override
    public void close() {
      if (factor != null && !factor.wasClosed()) {
        factor.close();
      }
    }

    /** How many vectors it was made of. */
    public long count() {
      return count;
    }
  }

  /** The distance; 0 for equal Gaussians, up to rounding. */
  public static double between(Gaussian a, Gaussian b) {
    INDArray difference = a.mean.sub(b.mean);
    double squared = difference.mul(difference).sumNumber().doubleValue();
    return squared + a.trace + b.trace - 2 * shared(a, b);
  }

  /** Tr (S1 S2)^(1/2). */
  private static double shared(Gaussian a, Gaussian b) {
    if (a.factor == null || b.factor == null) {
      return 0;
    }
    try (INDArray product = a.factor.transpose().mmul(b.factor)) {
      return sumOfSingularValues(product);
    }
  }

  private static double sumOfSingularValues(INDArray matrix) {
    // LAPACK's own order, and not wider than high, which is what the CUDA backend takes
    try (INDArray high =
        (matrix.rows() >= matrix.columns() ? matrix : matrix.transpose()).dup('f')) {
      INDArray values = Nd4j.create(DataType.DOUBLE, high.columns());
      Nd4j.getBlasWrapper().lapack().gesvd(high, values, null, null);
      return values.sumNumber().doubleValue();
    }
  }
}
