// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * PIL's resize to the bit: a filter, widened by the scale when shrinking, in two passes (horizontal
 * first), each with fixed-point weights and rounded to 8 bits.
 */
final class AntialiasedResize {
  /** PIL's precision: 32 bits less 8 for the value and 2 for the sign and overshoot. */
  private static final int PRECISION_BITS = 22;

  private static final int HALF = 1 << (PRECISION_BITS - 1);

  /** From so many bytes on several threads pay; training's photos have fewer. */
  private static final int LARGE = 1 << 22;

  private AntialiasedResize() {}

  /** Resizes interleaved 8-bit rows. */
  static byte[] apply(
      byte[] from,
      int width,
      int height,
      int channels,
      int newWidth,
      int newHeight,
      Interpolation interpolation) {
    byte[] wide = from;
    if (newWidth != width) {
      Weights weights = Weights.of(width, newWidth, interpolation);
      wide = horizontal(from, width, height, channels, weights);
    }
    return newHeight == height
        ? wide
        : vertical(wide, newWidth * channels, Weights.of(height, newHeight, interpolation));
  }

  private static byte[] horizontal(
      byte[] from, int width, int height, int channels, Weights weights) {
    int newWidth = weights.taps.length;
    byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(newWidth, height), channels)];
    IntStream rows = IntStream.range(0, height);
    (from.length < LARGE ? rows : rows.parallel())
        .forEach(
            y ->
                horizontal(
                    from, y * width * channels, channels, weights, out, y * newWidth * channels));
    return out;
  }

  private static void horizontal(
      byte[] from, int row, int channels, Weights weights, byte[] out, int outRow) {
    for (int x = 0, o = outRow; x < weights.taps.length; x++) {
      int first = row + weights.first[x] * channels;
      int taps = weights.taps[x];
      int k0 = x * weights.stride;
      if (channels == 3) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int k = 0, i = first; k < taps; k++, i += 3) {
          int weight = weights.fixed[k0 + k];
          red += (from[i] & 0xFF) * weight;
          green += (from[i + 1] & 0xFF) * weight;
          blue += (from[i + 2] & 0xFF) * weight;
        }
        out[o++] = level(red);
        out[o++] = level(green);
        out[o++] = level(blue);
      } else {
        int sum = HALF;
        for (int k = 0; k < taps; k++) {
          sum += (from[first + k] & 0xFF) * weights.fixed[k0 + k];
        }
        out[o++] = level(sum);
      }
    }
  }

  /** A cubic's weights can overshoot on either side. */
  private static byte level(int sum) {
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }

  private static byte[] vertical(byte[] from, int rowLength, Weights weights) {
    int newHeight = weights.taps.length;
    byte[] out = new byte[Math.multiplyExact(rowLength, newHeight)];
    int[] sums = new int[rowLength];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < weights.taps[y]; k++) {
        int weight = weights.fixed[y * weights.stride + k];
        int row = (weights.first[y] + k) * rowLength;
        for (int i = 0; i < rowLength; i++) {
          sums[i] += (from[row + i] & 0xFF) * weight;
        }
      }
      int to = y * rowLength;
      for (int i = 0; i < rowLength; i++) {
        out[to + i] = level(sums[i]);
      }
    }
    return out;
  }

  /**
   * Which source pixels make an output pixel, and how much of each; weights sum to 1 within
   * rounding.
   */
  private record Weights(int[] first, int[] taps, int[] fixed, int stride) {
    static Weights of(int in, int out, Interpolation interpolation) {
      double scale = (double) in / out;
      double filterScale = Math.max(1, scale);
      double support = interpolation.reach() * filterScale;
      int stride = (int) Math.ceil(support) * 2 + 1;
      int[] first = new int[out];
      int[] taps = new int[out];
      int[] fixed = new int[out * stride];
      double[] exact = new double[stride];
      for (int i = 0; i < out; i++) {
        double center = (i + 0.5) * scale;
        int from = Math.max(0, (int) (center - support + 0.5));
        int to = Math.min(in, (int) (center + support + 0.5));
        double total = 0;
        for (int k = 0; k < to - from; k++) {
          exact[k] = interpolation.weight(Math.abs((k + from - center + 0.5) * (1 / filterScale)));
          total += exact[k];
        }
        for (int k = 0; k < to - from; k++) {
          fixed[i * stride + k] = (int) Math.round(exact[k] / total * (1 << PRECISION_BITS));
        }
        first[i] = from;
        taps[i] = to - from;
      }
      return new Weights(first, taps, fixed, stride);
    }
  }
}
