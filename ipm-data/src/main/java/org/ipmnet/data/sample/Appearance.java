// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import java.util.random.RandomGenerator;
import org.ipmnet.data.config.AppearanceConfig;

/**
 * A camera and a light: what they make of a picture. One serves all pictures of a person that are
 * to look taken alike.
 *
 * @param gains of red, green and blue
 * @param gamma exponent of all three
 * @param noise standard deviation, in [-1, 1]
 * @param blur share of each pixel that its four neighbours give
 */
record Appearance(double[] gains, double gamma, double noise, double blur) {

  static Appearance draw(AppearanceConfig config, RandomGenerator random) {
    double[] gains = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = Math.exp(config.gain() * random.nextGaussian());
    }
    return new Appearance(
        gains,
        Math.exp(config.gamma() * random.nextGaussian()),
        config.noise() * random.nextDouble(),
        config.blur() * random.nextDouble());
  }

  /**
   * Changes a picture in place.
   *
   * @param image RGB in [-1, 1], planar
   * @param random of the noise
   */
  void apply(float[] image, int size, RandomGenerator random) {
    int plane = size * size;
    for (int channel = 0; channel < 3; channel++) {
      float[] before = new float[plane];
      System.arraycopy(image, channel * plane, before, 0, plane);
      for (int i = 0; i < plane; i++) {
        double around =
            before[i % size == 0 ? i : i - 1]
                + before[i % size == size - 1 ? i : i + 1]
                + before[i < size ? i : i - size]
                + before[i >= plane - size ? i : i + size];
        double level = ((1 - blur) * before[i] + blur * around / 4 + 1) / 2;
        double seen = gains[channel] * Math.pow(Math.max(0, level), gamma);
        double value = 2 * seen - 1 + noise * random.nextGaussian();
        image[channel * plane + i] = (float) Math.max(-1, Math.min(1, value));
      }
    }
  }
}
