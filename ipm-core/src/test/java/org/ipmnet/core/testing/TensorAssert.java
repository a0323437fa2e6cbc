// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Assertions over arrays that name the array, the place and both values. */
public final class TensorAssert {
  private TensorAssert() {}

  /** Each element lies within {@code absolute + relative * |expected|}; NaN never does. */
  public static void assertClose(
      String name, INDArray expected, INDArray actual, double absolute, double relative) {
    assertArrayEquals(squeezed(expected.shape()), squeezed(actual.shape()), name + ": shape");
    assertClose(name, flat(expected), flat(actual), 1, absolute, relative);
  }

  /** The same for values that stand so many places apart. */
  static void assertClose(
      String name, double[] e, double[] a, int stride, double absolute, double relative) {
    for (int i = 0; i < e.length; i++) {
      double bound = absolute + relative * Math.abs(e[i]);
      if (!(Math.abs(e[i] - a[i]) <= bound)) {
        fail(
            String.format(
                Locale.ROOT,
                "%s[%d] must be %s within %s, found %s",
                name,
                i * stride,
                e[i],
                bound,
                a[i]));
      }
    }
  }

  /** Same shape, and each element the same number; ND4J's {@code equals} allows 1e-5. */
  public static void assertIdentical(String name, INDArray expected, INDArray actual) {
    assertArrayEquals(expected.shape(), actual.shape(), name + ": shape");
    assertArrayEquals(flat(expected), flat(actual), name);
  }

  /** The Euclidean norm of the difference, divided by that of what was expected. */
  public static double relativeL2(INDArray expected, INDArray actual) {
    double[] e = flat(expected);
    double[] a = flat(actual);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < e.length; i++) {
      difference += (e[i] - a[i]) * (e[i] - a[i]);
      norm += e[i] * e[i];
    }
    return Math.sqrt(difference) / Math.max(1e-30, Math.sqrt(norm));
  }

  /** All values in C order. */
  public static double[] flat(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').reshape(array.length()).toDoubleVector();
  }

  /** The shape without sides of 1: [3, 8, 1, 1] and [3, 8] hold the same. */
  static long[] squeezed(long[] shape) {
    return Arrays.stream(shape).filter(side -> side != 1).toArray();
  }
}
