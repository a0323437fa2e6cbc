// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.label.FeatureGrids;

/**
 * What a makeup changes between the networks' pixels: at the knots of {@link FeatureGrids}, for
 * each red, green and blue in [-2, 2], null for nothing.
 *
 * @param lips one for each knot on the lips
 * @param lashes one for each along the lashes
 */
public record FinePattern(double[][] lips, double[][] lashes) {
  /** Nothing. */
  static final FinePattern NONE =
      new FinePattern(new double[FeatureGrids.LIP_KNOTS][], new double[FeatureGrids.LASH_KNOTS][]);

  /** This pattern and another one. */
  FinePattern plus(FinePattern other) {
    return new FinePattern(sum(lips, other.lips), sum(lashes, other.lashes));
  }

  /** The same with lips and lashes at such strengths. */
  FinePattern times(double ofLips, double ofLashes) {
    return new FinePattern(times(lips, ofLips), times(lashes, ofLashes));
  }

  private static double[][] sum(double[][] first, double[][] second) {
    double[][] sum = new double[first.length][];
    for (int knot = 0; knot < sum.length; knot++) {
      sum[knot] =
          first[knot] == null
              ? second[knot]
              : second[knot] == null ? first[knot] : combined(first[knot], second[knot]);
    }
    return sum;
  }

  private static double[] combined(double[] first, double[] second) {
    double[] sum = first.clone();
    for (int c = 0; c < sum.length; c++) {
      sum[c] += second[c];
    }
    return sum;
  }

  private static double[][] times(double[][] knots, double strength) {
    double[][] scaled = new double[knots.length][];
    for (int knot = 0; knot < knots.length; knot++) {
      if (knots[knot] != null) {
        scaled[knot] = knots[knot].clone();
        for (int c = 0; c < scaled[knot].length; c++) {
          scaled[knot][c] *= strength;
        }
      }
    }
    return scaled;
  }
}
