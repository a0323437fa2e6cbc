// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.OptionalDouble;

/**
 * How well kept pixels are kept: 10 log10(4 / e) dB with e the mean squared error over the kept
 * pixels of all pairs. 4 is the square of the range [-1, 1]. Results are clamped to that range, as
 * they are when written.
 */
public final class BackgroundPsnr {
  private double squares;
  private long values;

  /**
   * Adds a pair; images are planar, 3 values a pixel of the region's picture.
   *
   * @param result g, G's own output before anything is pasted back
   * @param target x
   * @param kept see {@link Region#kept}
   */
  public void add(float[] result, float[] target, Region kept) {
    kept.requireFits(result);
    kept.requireFits(target);
    int plane = kept.inside().length;
    for (int i = 0; i < result.length; i++) {
      if (kept.inside()[i % plane]) {
        double error = Math.max(-1, Math.min(1, result[i])) - target[i];
        squares += error * error;
        values++;
      }
    }
  }

  /** In dB, infinite if nothing differs; nothing without any kept pixel. */
  public OptionalDouble decibels() {
    return values == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(10 * Math.log10(4 * values / squares));
  }
}
