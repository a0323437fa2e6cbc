// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Peak signal-to-noise ratio: 10 log10(4 / e) dB with e the mean squared error over the pixels of
 * all pairs that count; 4 is the square of the range [-1, 1], as 255^2 is that of bytes. Results
 * are clamped to that range, as they are when written.
 */
public final class Psnr implements Serializable {
  private static final long serialVersionUID = 1L;

  private double squares;
  private long values;

  /** The ratio of one pair over whole pictures. */
  public static double of(float[] result, float[] target) {
    Psnr psnr = new Psnr();
    psnr.add(result, target);
    return psnr.decibels().getAsDouble();
  }

  /** Adds a pair over whole pictures, which have one size. */
  public void add(float[] result, float[] target) {
    if (result.length != target.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "expected %d values, found %d", target.length, result.length));
    }
    squares += SquaredErrors.of(result, target);
    values += target.length;
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
    double[] sums = new double[3]; // one for each channel: additions need not wait for each other
    for (int red = 0; red < plane; red++) {
      if (region.inside()[red]) {
        sums[0] += square(result[red], target[red]);
        int green = red + plane;
        sums[1] += square(result[green], target[green]);
        int blue = green + plane;
        sums[2] += square(result[blue], target[blue]);
      }
    }
    squares += sums[0] + sums[1] + sums[2];
    values += 3L * region.pixels();
  }

  static double square(float result, float target) {
    double error = Math.max(-1, Math.min(1, result)) - target;
    return error * error;
  }

  /** Adds all pairs of another one. */
  public void add(Psnr other) {
    squares += other.squares;
    values += other.values;
  }

  /** In dB, infinite if nothing differs; nothing without any pixel. */
  public OptionalDouble decibels() {
    return values == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(10 * Math.log10(4 * values / squares));
  }
}
