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
 * @param light logarithm of a lamp's gain from the middle of the picture to its right border, and
 *     to its lower one
 * @param jpeg quality as a JPEG, (0, 1]; 1 for none
 */
record Appearance(
    double[] gains, double gamma, double noise, double blur, Gradient light, double jpeg) {

  /** Light that comes from one side: the logarithm of its gain grows evenly. */
  record Gradient(double right, double down) {
    static final Gradient NONE = new Gradient(0, 0);

    static Gradient draw(double most, RandomGenerator random) {
      double angle = 2 * Math.PI * random.nextDouble();
      double steep = most * random.nextDouble();
      return new Gradient(steep * Math.cos(angle), steep * Math.sin(angle));
    }

    double gain(int x, int y, int size) {
      return this == NONE
          ? 1
          : Math.exp(right * (2 * (x + 0.5) / size - 1) + down * (2 * (y + 0.5) / size - 1));
    }
  }

  static Appearance draw(AppearanceConfig config, RandomGenerator random) {
    double[] gains = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = Math.exp(config.gain() * random.nextGaussian());
    }
    return new Appearance(
        gains,
        Math.exp(config.gamma() * random.nextGaussian()),
        config.noise() * random.nextDouble(),
        config.blur() * random.nextDouble(),
        // no draws for what is not asked for: other runs repeat as they were
        config.light() == 0 ? Gradient.NONE : Gradient.draw(config.light(), random),
        config.jpeg() == 0 ? 1 : 1 - config.jpeg() * random.nextDouble());
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
        double lit = gains[channel] * light.gain(i % size, i / size, size);
        double seen = lit * Math.pow(Math.max(0, level), gamma);
        double value = 2 * seen - 1 + noise * random.nextGaussian();
        image[channel * plane + i] = (float) Math.max(-1, Math.min(1, value));
      }
    }
    if (jpeg < 1) {
      JpegLoss.apply(image, size, (float) jpeg);
    }
  }
}
