// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.Color;
import org.ipmnet.data.image.Luma;

/**
 * A colour.
 *
 * @param red gamma-encoded sRGB in [0, 1]
 * @param green gamma-encoded sRGB in [0, 1]
 * @param blue gamma-encoded sRGB in [0, 1]
 */
public record Rgb(double red, double green, double blue) {
  static final Rgb BLACK = new Rgb(0, 0, 0);
  static final Rgb WHITE = new Rgb(1, 1, 1);

  /** Clamps each channel to [0, 1]. */
  public Rgb {
    red = clamp(red);
    green = clamp(green);
    blue = clamp(blue);
  }

  /** Reads {@code 0xRRGGBB}. */
  static Rgb hex(int code) {
    return new Rgb((code >> 16 & 255) / 255.0, (code >> 8 & 255) / 255.0, (code & 255) / 255.0);
  }

  /** The colour a share {@code amount} in [0, 1] of the way to {@code other}. */
  Rgb mix(Rgb other, double amount) {
    return new Rgb(
        red + (other.red - red) * amount,
        green + (other.green - green) * amount,
        blue + (other.blue - blue) * amount);
  }

  /** Every channel times {@code factor}. */
  Rgb times(double factor) {
    return new Rgb(red * factor, green * factor, blue * factor);
  }

  /** Rec. 601 luma in [0, 1]. */
  double luma() {
    return Luma.of(red, green, blue);
  }

  /** The same colour as a brush of AWT. */
  Color brush(double opacity) {
    return new Color((float) red, (float) green, (float) blue, (float) clamp(opacity));
  }

  private static double clamp(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
