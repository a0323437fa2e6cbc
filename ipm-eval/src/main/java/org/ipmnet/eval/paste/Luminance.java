// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/** How bright a colour is, and what is left of it without that. */
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
}
