// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The value in the middle, the upper one of two. */
final class Median {
  private Median() {}

  /**
   * Of some of a plane's values.
   *
   * @param counts whether a pixel is one of them
   */
  static OptionalDouble of(float[] plane, IntPredicate counts) {
    double[] values =
        IntStream.range(0, plane.length).filter(counts).mapToDouble(i -> plane[i]).toArray();
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(of(values));
  }

  /** Of values, at least one. */
  static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
