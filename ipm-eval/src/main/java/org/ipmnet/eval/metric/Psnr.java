// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.OptionalDouble;

/**
 * Peak signal-to-noise ratio: 10 log10(4 / e) dB with e the mean squared error over the pixels of
 * all pairs that count; 4 is the square of the range [-1, 1], as 255^2 is that of bytes. Results
 * are clamped to that range, as they are when written.
 */
public final class Psnr {
  private double squares;
  private long values;

  /** The ratio of one pair over whole pictures. */
  public static double of(float[] result, float[] target) {
    Psnr psnr = new Psnr();
    psnr.add(result, target, Region.whole(target.length / 3));
    return psnr.decibels().getAsDouble();
  }

  /**
   * Adds a pair; images are planar, 3 values a pixel of the region's picture.
   *
   * @param result g, G's own output before anything is pasted back
   * @param target x, or whatever g should equal
   * @param region pixels that count; {@link Region#kept} for the background
   */
  public void add(float[] result, float[] target, Region region) {
    region.requireFits(result);
    region.requireFits(target);
    int plane = region.inside().length;
    for (int first = 0; first < result.length; first += plane) {
      for (int pixel = 0; pixel < plane; pixel++) {
        if (region.inside()[pixel]) {
          int i = first + pixel;
          double error = Math.max(-1, Math.min(1, result[i])) - target[i];
          squares += error * error;
          values++;
        }
      }
    }
  }

  /** In dB, infinite if nothing differs; nothing without any pixel. */
  public OptionalDouble decibels() {
    return values == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(10 * Math.log10(4 * values / squares));
  }
}
