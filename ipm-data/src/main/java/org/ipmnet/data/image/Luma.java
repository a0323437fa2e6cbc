// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/** How bright a colour is, after Rec. 601: a weighted sum of its encoded red, green and blue. */
public final class Luma {
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private Luma() {}

  /** Of a colour in any units, or of a difference of two; in the same units. */
  public static double of(double red, double green, double blue) {
    return RED * red + GREEN * green + BLUE * blue;
  }
}
