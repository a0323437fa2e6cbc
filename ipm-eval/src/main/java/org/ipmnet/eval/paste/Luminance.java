// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/** How bright a colour is, and how much of a difference is more than light. */
final class Luminance {
  /** Rec. 601. */
  private static final double[] WEIGHTS = {0.299, 0.587, 0.114};

  private Luminance() {}

  /** Of red, green and blue, or of a difference of two colours. */
  static double of(double... colour) {
    double sum = 0;
    for (int c = 0; c < colour.length; c++) {
      sum += WEIGHTS[c] * colour[c];
    }
    return sum;
  }

  /** The length of a difference of two colours without that of luminance, which is given. */
  static double tintLength(double luminance, double... difference) {
    double squares = 0;
    for (double value : difference) {
      squares += (value - luminance) * (value - luminance);
    }
    return Math.sqrt(squares);
  }

  /**
   * Which part of a difference is left when it is shorter by {@code least}, which light makes, and
   * at most {@code most}.
   *
   * @param size how large it is, 0 or more
   */
  static double shortened(double size, double least, double most) {
    return size <= least ? 0 : Math.min(most, size - least) / size;
  }
}
