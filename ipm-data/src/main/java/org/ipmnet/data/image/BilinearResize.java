// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.util.Arrays;

/**
 * PIL's bilinear resize to the bit: a triangle filter, widened by the scale when shrinking, in two
 * passes (horizontal first), each with fixed-point weights and rounded to 8 bits.
 */
final class BilinearResize {
  /** PIL's precision: 32 bits less 8 for the value and 2 for the sign and overshoot. */
  private static final int PRECISION_BITS = 22;

  private static final int HALF = 1 << (PRECISION_BITS - 1);

  private BilinearResize() {}

  /** Resizes interleaved 8-bit rows. */
  static byte[] apply(
      byte[] from, int width, int height, int channels, int newWidth, int newHeight) {
    byte[] wide = newWidth == width ? from : horizontal(from, width, height, channels, newWidth);
    return newHeight == height ? wide : vertical(wide, height, newWidth * channels, newHeight);
  }

  private static byte[] horizontal(byte[] from, int width, int height, int channels, int newWidth) {
    Weights weights = Weights.of(width, newWidth);
    byte[] out = new byte[newWidth * height * channels];
    for (int y = 0, o = 0; y < height; y++) {
      int row = y * width * channels;
      for (int x = 0; x < newWidth; x++) {
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
          out[o++] = (byte) (red >> PRECISION_BITS);
          out[o++] = (byte) (green >> PRECISION_BITS);
          out[o++] = (byte) (blue >> PRECISION_BITS);
        } else {
          int sum = HALF;
          for (int k = 0; k < taps; k++) {
            sum += (from[first + k] & 0xFF) * weights.fixed[k0 + k];
          }
          out[o++] = (byte) (sum >> PRECISION_BITS);
        }
      }
    }
    return out;
  }

  private static byte[] vertical(byte[] from, int height, int rowLength, int newHeight) {
    Weights weights = Weights.of(height, newHeight);
    byte[] out = new byte[rowLength * newHeight];
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
        out[to + i] = (byte) (sums[i] >> PRECISION_BITS);
      }
    }
    return out;
  }

  /**
   * Which source pixels make an output pixel, and how much of each: weights are not negative and
   * sum to 1 within rounding, so no sum can leave 0..255.
   */
  private record Weights(int[] first, int[] taps, int[] fixed, int stride) {
    static Weights of(int in, int out) {
      double scale = (double) in / out;
      double filterScale = Math.max(1, scale);
      double support = filterScale; // the triangle reaches 1 to each side
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
          exact[k] = Math.max(0, 1 - Math.abs((k + from - center + 0.5) * (1 / filterScale)));
          total += exact[k];
        }
        for (int k = 0; k < to - from; k++) {
          fixed[i * stride + k] = (int) (0.5 + exact[k] / total * (1 << PRECISION_BITS));
        }
        first[i] = from;
        taps[i] = to - from;
      }
      return new Weights(first, taps, fixed, stride);
    }
  }
}
