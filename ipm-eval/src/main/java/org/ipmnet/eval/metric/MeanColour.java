// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Optional;

/**
 * The mean colour of a region, in [-1, 1].
 *
 * @param red mean of the first plane
 * @param green mean of the second
 * @param blue mean of the third
 */
record MeanColour(double red, double green, double blue) {
  /** Measures; nothing for an empty region. Values are clamped to [-1, 1]. */
  static Optional<MeanColour> of(float[] image, Region region) {
    region.requireFits(image);
    int plane = region.inside().length;
    double[] sums = new double[3];
    for (int i = 0; i < image.length; i++) {
      if (region.inside()[i % plane]) {
        sums[i / plane] += Math.max(-1, Math.min(1, image[i]));
      }
    }
    int pixels = region.pixels();
    return pixels == 0
        ? Optional.empty()
        : Optional.of(new MeanColour(sums[0] / pixels, sums[1] / pixels, sums[2] / pixels));
  }

  /** Of a region less that of another one; nothing if one is empty. */
  static Optional<MeanColour> difference(float[] image, Region region, Region other) {
    return of(image, region).flatMap(a -> of(image, other).map(a::minus));
  }

  MeanColour minus(MeanColour other) {
    return new MeanColour(red - other.red, green - other.green, blue - other.blue);
  }

  double dot(MeanColour other) {
    return red * other.red + green * other.green + blue * other.blue;
  }
}
