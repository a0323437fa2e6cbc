// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Structural similarity (Wang et al. 2004): 11x11 Gaussian windows of sigma 1.5, K1 0.01, K2 0.03,
 * population covariances, whole windows only, the mean of the three colours. 1 for equal pictures.
 * The values are those of scikit-image with {@code gaussian_weights=True,
 * use_sample_covariance=False}. Pictures are planar RGB in [-1, 1].
 */
public final class Ssim {
  private static final int RADIUS = 5;
  private static final double SIGMA = 1.5;
  private static final double RANGE = 255;
  private static final double[] TAPS = taps();

  private Ssim() {}

  /** The least side of a picture in pixels: one window. */
  public static final int LEAST_SIDE = 2 * RADIUS + 1;

  /**
   * The similarity of two whole pictures.
   *
   * @param width of both in pixels
   * @throws IllegalArgumentException for a side below {@link #LEAST_SIDE}
   */
  public static double of(float[] a, float[] b, int width) {
    double sum = 0;
    double[] map = map(a, b, width);
    for (double value : map) {
      sum += value;
    }
    return sum / map.length;
  }

  /**
   * The mean over windows whose centre is kept. Where a window reaches into the rest of the
   * picture, it sees the target there in both: what changes there is no fault of the background.
   *
   * @param kept see {@link Region#kept}
   * @return nothing if no whole window has a kept centre
   */
  public static OptionalDouble ofKept(float[] result, float[] target, int width, Region kept) {
    kept.requireFits(result);
    int plane = kept.inside().length;
    float[] pasted = target.clone();
    for (int i = 0; i < pasted.length; i++) {
      if (kept.inside()[i % plane]) {
        pasted[i] = Math.max(-1, Math.min(1, result[i]));
      }
    }
    return mean(map(pasted, target, width), width, kept);
  }

  /** The mean of a map over windows whose centre is in a region; nothing if there is none. */
  static OptionalDouble mean(double[] map, int width, Region region) {
    int inner = width - 2 * RADIUS;
    return IntStream.range(0, map.length)
        .filter(i -> region.inside()[(i / inner + RADIUS) * width + i % inner + RADIUS])
        .mapToDouble(i -> map[i])
        .average();
  }

  /** The similarity of each whole window, row by row, mean of the colours. */
  private static double[] map(float[] a, float[] b, int width) {
    if (a.length != b.length || a.length % (3 * width) != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d and %d values are not two pictures of width %d",
              a.length,
              b.length,
              width));
    }
    int plane = a.length / 3;
    double[] mean = null;
    for (int c = 0; c < 3; c++) {
      double[] map = ofPlane(plane(a, c, plane), plane(b, c, plane), width, RANGE);
      if (mean == null) {
        mean = map;
      } else {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += map[i];
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= 3;
    }
    return mean;
  }

  private static double[] plane(float[] image, int channel, int plane) {
    double[] values = new double[plane];
    for (int i = 0; i < plane; i++) {
      values[i] = (image[channel * plane + i] + 1) * RANGE / 2; // the formula wants black at 0
    }
    return values;
  }

  /** The similarity of each whole window of one plane whose values span {@code range}. */
  static double[] ofPlane(double[] a, double[] b, int width, double range) {
    int height = a.length / width;
    if (Math.min(width, height) < LEAST_SIDE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a side of at least %d is needed, found %dx%d",
              LEAST_SIDE,
              width,
              height));
    }
    double[] ma = filtered(a, width);
    double[] mb = filtered(b, width);
    double[] aa = filtered(product(a, a), width);
    double[] bb = filtered(product(b, b), width);
    double[] ab = filtered(product(a, b), width);
    double c1 = 0.01 * range * 0.01 * range;
    double c2 = 0.03 * range * 0.03 * range;
    double[] map = new double[ma.length];
    for (int i = 0; i < map.length; i++) {
      double means = ma[i] * mb[i];
      double squares = ma[i] * ma[i] + mb[i] * mb[i];
      map[i] =
          (2 * means + c1)
              * (2 * (ab[i] - means) + c2)
              / ((squares + c1) * (aa[i] + bb[i] - squares + c2));
    }
    return map;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  /** Gaussian means of whole windows: rows, then columns. */
  private static double[] filtered(double[] plane, int width) {
    int height = plane.length / width;
    int inner = width - 2 * RADIUS;
    double[] rows = new double[height * inner];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < inner; x++) {
        double sum = 0;
        for (int k = 0; k < TAPS.length; k++) {
          sum += TAPS[k] * plane[y * width + x + k];
        }
        rows[y * inner + x] = sum;
      }
    }
    double[] both = new double[(height - 2 * RADIUS) * inner];
    for (int k = 0; k < TAPS.length; k++) {
      for (int i = 0, from = k * inner; i < both.length; i++, from++) {
        both[i] += TAPS[k] * rows[from];
      }
    }
    return both;
  }

  private static double[] taps() {
    double[] taps = new double[LEAST_SIDE];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      taps[i] = Math.exp(-(i - RADIUS) * (i - RADIUS) / (2 * SIGMA * SIGMA));
      sum += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return taps;
  }
}
