// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.label.FeatureGrids;

/**
 * How lipstick differs from place to place on the lips: strong within and fading outwards, an
 * outline, two colours. A place's colour is told relative to the lips' mean, on both faces; where
 * the two differ by more than light and the shape of lips make, the target's becomes the
 * reference's. The mean stays.
 */
final class LipPattern {
  /** Differences of hue and saturation up to this one are light's; relative to the mean. */
  private static final double LEAST = 0.12;

  /** The same of brightness, in which lips of different shapes differ. */
  private static final double LEAST_BRIGHTNESS = 0.15;

  /** No place differs by more from the mean. */
  private static final double MOST = 0.5;

  /** With fewer places in common the lips have no pattern. */
  private static final double LEAST_SEEN = 0.75;

  private static final int CHANNELS = 3;

  private LipPattern() {}

  /**
   * The change at each knot.
   *
   * @param own the target's colours at the knots, in [-1, 1], null where not seen
   * @param look the reference's
   * @param worn the mean colour of the lips with the makeup, levels in [0, 1]
   * @param strength how much of the makeup, [0, 1]
   */
  static double[][] of(double[][] own, double[][] look, double[] worn, double strength) {
    double[][] pattern = new double[own.length][];
    double[] ownMean = mean(own, look);
    double[] lookMean = mean(look, own);
    if (ownMean == null) {
      return pattern;
    }
    double[] sum = new double[CHANNELS];
    int seen = 0;
    for (int knot = 0; knot < own.length; knot++) {
      if (own[knot] != null && look[knot] != null) {
        double[] differs = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
          differs[c] =
              ColourMatch.level(look[knot][c]) / lookMean[c]
                  - ColourMatch.level(own[knot][c]) / ownMean[c];
        }
        // where lips meet, their own shade and teeth are seen
        boolean shaded = FeatureGrids.isWhereLipsMeet(knot);
        pattern[knot] = withoutLight(differs, shaded ? Double.MAX_VALUE : LEAST_BRIGHTNESS);
        for (int c = 0; c < CHANNELS; c++) {
          pattern[knot][c] *= 2 * strength * worn[c];
          sum[c] += pattern[knot][c];
        }
        seen++;
      }
    }
    for (double[] change : pattern) {
      for (int c = 0; change != null && c < CHANNELS; c++) {
        change[c] -= sum[c] / seen;
      }
    }
    return pattern;
  }

  /** The mean level over knots that both have; null if these are few. */
  private static double[] mean(double[][] colours, double[][] others) {
    double[] mean = new double[CHANNELS];
    int count = 0;
    for (int knot = 0; knot < colours.length; knot++) {
      if (colours[knot] != null && others[knot] != null) {
        for (int c = 0; c < CHANNELS; c++) {
          mean[c] += ColourMatch.level(colours[knot][c]);
        }
        count++;
      }
    }
    if (count < LEAST_SEEN * colours.length) {
      return null;
    }
    for (int c = 0; c < CHANNELS; c++) {
      mean[c] /= count;
    }
    return mean;
  }

  private static double[] withoutLight(double[] differs, double leastBrightness) {
    double brightness = ColourDifference.luma(differs);
    double tint =
        ColourDifference.shortened(ColourDifference.tintLength(brightness, differs), LEAST, MOST);
    double bright = ColourDifference.shortened(Math.abs(brightness), leastBrightness, MOST);
    double[] left = new double[differs.length];
    for (int c = 0; c < left.length; c++) {
      left[c] = tint * (differs[c] - brightness) + bright * brightness;
    }
    return left;
  }
}
