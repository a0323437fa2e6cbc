// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a tensor must be: all its values, or, in a thinned case, every so many of them with the sum
 * and the Euclidean norm of all.
 */
public final class Expected {
  private final long[] shape;
  private final int stride;
  private final double[] values;
  private final double sum;
  private final double norm;

  /**
   * @param shape of the whole tensor
   * @param stride 1, or the distance of the values that are there, the first of all among them
   * @param values those, in C order
   * @param sum of all values
   * @param norm of all values
   */
  Expected(long[] shape, int stride, double[] values, double sum, double norm) {
    int length = Npy.length(shape);
    if (values.length != (length + stride - 1) / stride) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d values are not every %d of %d", values.length, stride, length));
    }
    this.shape = shape.clone();
    this.stride = stride;
    this.values = values;
    this.sum = sum;
    this.norm = norm;
  }

  /** Of the whole tensor. */
  public long[] shape() {
    return shape.clone();
  }

  /** The values that are there. */
  public double[] values() {
    return values.clone();
  }

  /** The tensor itself; only where nothing was left out. */
  public INDArray whole() {
    if (stride != 1) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "only every %d values are there", stride));
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }

  /**
   * Each value that is there lies within {@code absolute + relative * |expected|} of the one found,
   * and the sum and the norm of all within what this allows them; NaN never does.
   */
  public void assertClose(String name, INDArray found, double absolute, double relative) {
    assertArrayEquals(
        TensorAssert.squeezed(shape), TensorAssert.squeezed(found.shape()), name + ": shape");
    double[] all = TensorAssert.flat(found);
    TensorAssert.assertClose(name, values, pick(all), stride, absolute, relative);
    if (stride != 1) {
      double allowed = Math.sqrt(all.length) * absolute + relative * norm;
      assertEquals(norm, norm(all), allowed, name + ": norm of all values");
      assertEquals(sum, sum(all), Math.sqrt(all.length) * allowed, name + ": sum of all values");
    }
  }

  /** The norm of the differences divided by that of what was expected, of the values there are. */
  public double relativeL2(INDArray found) {
    double[] differences = differences(found);
    return norm(differences) / Math.max(1e-30, norm(values));
  }

  /** Found minus expected, of the values there are. */
  public double[] differences(INDArray found) {
    double[] differences = pick(TensorAssert.flat(found));
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= values[i];
    }
    return differences;
  }

  private double[] pick(double[] all) {
    double[] picked = new double[values.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = all[i * stride];
    }
    return picked;
  }

  private static double sum(double[] all) {
    double sum = 0;
    for (double value : all) {
      sum += value;
    }
    return sum;
  }

  private static double norm(double[] all) {
    double squares = 0;
    for (double value : all) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
