// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

/**
 * How far pixels are on the way from a person's skin to the hairs of a beard: Fisher's linear
 * discriminant of the {@link HairTraits}, each taken for itself.
 */
final class SkinToHair {
  /** No trait is taken to vary by less, in the order of the traits. */
  private static final double[] LEAST_SPREAD = {0.06, 0.02, 0.02, 0.25};

  /** A normal distribution's deviation in its median distance from the middle. */
  private static final double DEVIATION = 1.5;

  private final HairTraits traits;
  private final double[] weights = new double[HairTraits.COUNT];
  private final double skin;

  /**
   * The way between examples, at least one each.
   *
   * @param skin pixels that show skin
   * @param hair pixels most of which show hair
   */
  SkinToHair(HairTraits traits, int[] skin, int... hair) {
    this.traits = traits;
    double[] ofSkin = traits.medians(skin);
    double[] ofHair = traits.medians(hair);
    double[] inSkin = traits.spreads(ofSkin, skin);
    double[] inHair = traits.spreads(ofHair, hair);
    double length = 0;
    for (int trait = 0; trait < weights.length; trait++) {
      double apart = ofHair[trait] - ofSkin[trait];
      weights[trait] = apart / (square(trait, inSkin[trait]) + square(trait, inHair[trait]));
      length += apart * weights[trait];
    }
    double begin = 0;
    for (int trait = 0; trait < weights.length; trait++) {
      weights[trait] /= length;
      begin += ofSkin[trait] * weights[trait];
    }
    this.skin = begin;
  }

  private static double square(int trait, double spread) {
    double deviation = Math.max(LEAST_SPREAD[trait], DEVIATION * spread);
    return deviation * deviation;
  }

  /** 0 for a pixel like skin, 1 for one like hair. */
  double of(int pixel) {
    double place = -skin;
    for (int trait = 0; trait < weights.length; trait++) {
      place += weights[trait] * traits.of(trait, pixel);
    }
    return place;
  }
}
