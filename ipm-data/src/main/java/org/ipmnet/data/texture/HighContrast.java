// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.texture;

import java.util.Arrays;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;

/**
 * The authors' published preprocessing: the blue channel within the makeup area minus its Gaussian
 * blur, in 8-bit arithmetic that saturates at 0; then divided by 255.
 *
 * <p>The blur is MATLAB's: 10x10, sigma 2, zero border, and with an even size the centre is the
 * fifth of ten. It is separable, and done in double so that rounding to 8 bits meets no other
 * result.
 */
public final class HighContrast implements TextureFilter {
  private static final int TAPS = 10;
  private static final int BEFORE = 4; // taps before the centre; 5 follow it
  private static final double[] KERNEL = gaussian(2);

  private byte[] levels = {};
  private double[] rows = {};
  private double[] line = {};

  @Override
  public void apply(RgbImage photo, MakeupArea area, float[] texture) {
    byte[] result = levels(photo, area);
    byte[] codes = area.codes();
    for (int i = 0; i < photo.width() * photo.height(); i++) {
      texture[i] = codes[i] == MakeupArea.KEEP ? 0 : (result[i] & 0xFF) / 255f;
    }
  }

  /** The 8-bit texture; the result lives until the next call. */
  byte[] levels(RgbImage photo, MakeupArea area) {
    int width = photo.width();
    int height = photo.height();
    reserve(width, height);
    byte[] rgb = photo.rgb();
    byte[] codes = area.codes();
    for (int i = 0; i < width * height; i++) {
      levels[i] = codes[i] == MakeupArea.KEEP ? 0 : rgb[3 * i + 2];
    }
    blurRows(width, height);
    for (int y = 0; y < height; y++) {
      Arrays.fill(line, 0, width, 0);
      for (int k = 0; k < TAPS; k++) {
        int from = (y + k) * width; // rows has BEFORE empty rows above the picture
        double weight = KERNEL[k];
        for (int x = 0; x < width; x++) {
          line[x] += weight * rows[from + x];
        }
      }
      for (int x = 0, i = y * width; x < width; x++, i++) {
        int low = (int) (line[x] + 0.5);
        levels[i] = (byte) Math.max((levels[i] & 0xFF) - low, 0);
      }
    }
    return levels;
  }

  private void reserve(int width, int height) {
    if (levels.length < width * height) {
      levels = new byte[width * height];
    }
    int padded = width * (height + TAPS - 1);
    if (rows.length < padded) {
      rows = new double[padded];
    }
    Arrays.fill(rows, 0, BEFORE * width, 0);
    Arrays.fill(rows, (BEFORE + height) * width, padded, 0);
    if (line.length < width + TAPS) {
      line = new double[width + TAPS];
    }
  }

  private void blurRows(int width, int height) {
    for (int y = 0; y < height; y++) {
      Arrays.fill(line, 0, width + TAPS - 1, 0);
      for (int x = 0; x < width; x++) {
        line[BEFORE + x] = levels[y * width + x] & 0xFF;
      }
      int to = (BEFORE + y) * width;
      Arrays.fill(rows, to, to + width, 0);
      for (int k = 0; k < TAPS; k++) {
        double weight = KERNEL[k];
        for (int x = 0; x < width; x++) {
          rows[to + x] += weight * line[x + k];
        }
      }
    }
  }

  private static double[] gaussian(double sigma) {
    double[] kernel = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double d = i - (TAPS - 1) / 2.0;
      kernel[i] = Math.exp(-d * d / (2 * sigma * sigma));
      sum += kernel[i];
    }
    for (int i = 0; i < TAPS; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }
}
