// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/**
 * Liner: how much darker than the skin a reference is along its lashes than the target already is.
 * What is lighter is left, since nobody's own lashes pale under makeup.
 */
final class LashLine {
  /** Differences of brightness up to this one are light's, or of lids that lie deeper; [-1, 1]. */
  private static final double LEAST = 0.12;

  /** No place darkens by more. */
  private static final double MOST = 0.9;

  private LashLine() {}

  /**
   * The change at each knot.
   *
   * @param own the target's colours at the knots, in [-1, 1], null where not seen
   * @param look the reference's
   * @param skin the target's skin
   * @param lookSkin the reference's
   * @param moved what is changed there already, likewise
   * @param strength how much of the makeup, [0, 1]
   */
  static double[][] of(
      double[][] own,
      double[][] look,
      double[] skin,
      double[] lookSkin,
      double[][] moved,
      double strength) {
    double[][] line = new double[own.length][];
    for (int knot = 0; knot < own.length; knot++) {
      if (own[knot] != null && look[knot] != null) {
        double[] far = new double[skin.length];
        for (int c = 0; c < far.length; c++) {
          double lit = ColourMatch.level(skin[c]) / ColourMatch.level(lookSkin[c]);
          double wanted =
              2 * (ColourMatch.level(look[knot][c]) * lit - ColourMatch.level(own[knot][c]));
          far[c] = strength * wanted - (moved[knot] == null ? 0 : moved[knot][c]);
        }
        double darker = -ColourDifference.luma(far);
        if (darker > LEAST) {
          double share = ColourDifference.shortened(darker, LEAST, MOST);
          for (int c = 0; c < far.length; c++) {
            far[c] *= share;
          }
          line[knot] = far;
        }
      }
    }
    return line;
  }
}
