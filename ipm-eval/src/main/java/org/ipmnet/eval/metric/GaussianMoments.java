// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mean and covariance of feature vectors that come in batches; memory depends on their length d
 * alone. Sums are taken around the first batch's mean, so that little is lost where the mean is
 * large against the spread. Closing gives the d x d values back at once.
 */
public final class GaussianMoments implements AutoCloseable {
  private long count;
  private INDArray origin; // [1, d]
  private INDArray sum; // [1, d], around the origin
  private INDArray products; // [d, d], around the origin

  /**
   * Adds vectors.
   *
   * @param features [n, d], FLOAT or DOUBLE; n and d of 1 or more
   */
  public void add(INDArray features) {
    INDArray x = features.castTo(DataType.DOUBLE).reshape('c', features.size(0), features.size(1));
    if (origin == null) {
      long d = x.size(1);
      origin = x.mean(true, 0);
      sum = Nd4j.zeros(DataType.DOUBLE, 1, d);
      products = Nd4j.create(DataType.DOUBLE, new long[] {d, d}, 'f');
    }
    INDArray around = x.subRowVector(origin).dup('f');
    sum.addi(around.sum(true, 0));
    Nd4j.gemm(around, around, products, true, false, 1, 1); // in place: d x d is much
    around.close();
    count += x.size(0);
  }

  /** How many vectors there were. */
  public long count() {
    return count;
  }

  /** The mean [1, d], a new DOUBLE array. */
  public INDArray mean() {
    return sum.div(count).addi(origin);
  }

  /**
   * The unbiased covariance [d, d], a new DOUBLE array in C order.
   *
   * @throws IllegalStateException for fewer than two vectors
   */
  public INDArray covariance() {
    if (count < 2) {
      throw new IllegalStateException("a covariance needs two vectors, found " + count);
    }
    try (INDArray outer = sum.transpose().mmul(sum).divi(count);
        INDArray centred = products.sub(outer).divi(count - 1)) {
      return centred.dup('c');
    }
  }

  @Override
  public void close() {
    if (products != null && !products.wasClosed()) {
      products.close();
    }
  }
}
