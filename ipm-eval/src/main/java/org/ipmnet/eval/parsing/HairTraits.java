// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.Arrays;
import org.ipmnet.data.image.BoxMean;
import org.ipmnet.data.image.CieLab;

/**
 * What tells hair from skin in any light. In CIELAB L + 16, a and b are in proportion to the cube
 * roots of tristimulus values, so a shadow divides all three by the same: it changes the first
 * trait alone, while hair is less red or yellow for its lightness, and rough.
 */
final class HairTraits {
  /** The logarithm of L + 16. */
  static final int LIGHT = 0;

  /** Red and yellow for the lightness: a / (L + 16) and b / (L + 16). */
  static final int RED = 1;

  static final int YELLOW = 2;

  /** The logarithm of the mean difference of lightness from its surroundings. */
  static final int ROUGH = 3;

  static final int COUNT = 4;

  private static final float OFFSET = 16;

  /** Differences below it, of 100, are an encoder's. */
  private static final float LEAST_ROUGHNESS = 0.3f;

  /** Blurs in hundredths of the distance between the eyes: of colours, and two of roughness. */
  private static final double COLOUR = 1;

  private static final double STRAND = 2.5;
  private static final double TEXTURE = 4;

  private final float[][] planes; // L, a, b, roughness
  private final int width;
  private final int height;

  private HairTraits(int width, int height, float[]... planes) {
    this.width = width;
    this.height = height;
    this.planes = planes;
  }

  /**
   * Those of a picture's pixels.
   *
   * @param unit a hundredth of the distance between the eyes in pixels
   */
  static HairTraits of(CieLab picture, int width, int height, double unit) {
    float[] rough = BoxMean.of(picture.lightness(), width, height, radius(STRAND * unit));
    for (int i = 0; i < rough.length; i++) {
      rough[i] = Math.abs(picture.lightness()[i] - rough[i]);
    }
    int radius = radius(COLOUR * unit);
    return new HairTraits(
        width,
        height,
        BoxMean.of(picture.lightness(), width, height, radius),
        BoxMean.of(picture.a(), width, height, radius),
        BoxMean.of(picture.b(), width, height, radius),
        BoxMean.of(rough, width, height, radius(TEXTURE * unit)));
  }

  /** The same of a picture that is blurred, its roughness too. */
  HairTraits blurred(double pixels) {
    int radius = radius(pixels);
    return new HairTraits(
        width,
        height,
        Arrays.stream(planes)
            .map(plane -> BoxMean.of(plane, width, height, radius))
            .toArray(float[][]::new));
  }

  private static int radius(double pixels) {
    return (int) Math.max(1, Math.round(pixels));
  }

  /** One trait of a pixel. */
  double of(int trait, int pixel) {
    float light = planes[0][pixel] + OFFSET;
    return switch (trait) {
      case LIGHT -> Math.log(light);
      case RED, YELLOW -> planes[trait][pixel] / light;
      default -> Math.log(Math.max(LEAST_ROUGHNESS, planes[ROUGH][pixel]));
    };
  }

  /** The median of each trait of some pixels, at least one. */
  double[] medians(int... pixels) {
    double[] medians = new double[COUNT];
    for (int trait = 0; trait < COUNT; trait++) {
      int which = trait;
      medians[trait] = Median.of(Arrays.stream(pixels).mapToDouble(i -> of(which, i)).toArray());
    }
    return medians;
  }

  /** The median distance of each trait of some pixels from a value, at least one pixel. */
  double[] spreads(double[] from, int... pixels) {
    double[] spreads = new double[COUNT];
    for (int trait = 0; trait < COUNT; trait++) {
      int which = trait;
      spreads[trait] =
          Median.of(
              Arrays.stream(pixels)
                  .mapToDouble(i -> Math.abs(of(which, i) - from[which]))
                  .toArray());
    }
    return spreads;
  }
}
