// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/**
 * A picture in CIE L*a*b* with the white of sRGB (D65), where distances are about as large as they
 * look.
 *
 * @param lightness from 0, black, to 100, white, row by row
 * @param a green below 0, red above
 * @param b blue below 0, yellow above
 */
public record CieLab(float[] lightness, float[] a, float[] b) {
  private static final int LEVELS = 256;
  private static final double[] LINEAR = new double[LEVELS];

  static {
    for (int level = 0; level < LEVELS; level++) {
      double value = level / 255.0;
      LINEAR[level] = value > 0.04045 ? Math.pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
    }
  }

  /** Of a picture in sRGB. */
  public static CieLab of(RgbImage picture) {
    byte[] rgb = picture.rgb();
    int pixels = rgb.length / 3;
    CieLab lab = new CieLab(new float[pixels], new float[pixels], new float[pixels]);
    for (int i = 0; i < pixels; i++) {
      double red = LINEAR[rgb[3 * i] & 0xFF];
      double green = LINEAR[rgb[3 * i + 1] & 0xFF];
      double blue = LINEAR[rgb[3 * i + 2] & 0xFF];
      double x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
      double y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
      double z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
      lab.lightness[i] = (float) (116 * y - 16);
      lab.a[i] = (float) (500 * (x - y));
      lab.b[i] = (float) (200 * (y - z));
    }
    return lab;
  }

  /** The cube root, and a line near 0. */
  private static double root(double value) {
    return value > 216.0 / 24389 ? Math.cbrt(value) : (24389.0 / 27 * value + 16) / 116;
  }
}
