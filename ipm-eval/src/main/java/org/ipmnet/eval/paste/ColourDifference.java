// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.image.Luma;

/**
 * What makeup does to a colour, apart from what light does: brightness and tint of a difference.
 */
final class ColourDifference {
  private ColourDifference() {}

  /** By how much the luma differs. */
  static double luma(double... difference) {
    return Luma.of(difference[0], difference[1], difference[2]);
  }

  /** The length of what is left of a difference without that of luma, which is given. */
  static double tintLength(double luma, double... difference) {
    double squares = 0;
    for (double value : difference) {
      squares += (value - luma) * (value - luma);
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
