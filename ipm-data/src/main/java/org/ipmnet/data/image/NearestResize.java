// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/** Nearest neighbour: source index = floor((i + 0.5) * in / out), as in spec and PIL. */
public final class NearestResize {
  private NearestResize() {}

  static byte[] apply(byte[] from, int width, int height, int newWidth, int newHeight) {
    int[] column = sources(width, newWidth);
    int[] row = sources(height, newHeight);
    byte[] out = new byte[Math.multiplyExact(newWidth, newHeight)];
    for (int y = 0, o = 0; y < newHeight; y++) {
      int base = row[y] * width;
      for (int x = 0; x < newWidth; x++, o++) {
        out[o] = from[base + column[x]];
      }
    }
    return out;
  }

  private static int[] sources(int in, int out) {
    int[] index = new int[out];
    for (int i = 0; i < out; i++) {
      index[i] = source(i, in, out);
    }
    return index;
  }

  /**
   * Which of {@code in} pixels in a row stands at place i of {@code out}; in whole numbers, so that
   * no rounding moves it.
   */
  public static int source(int i, int in, int out) {
    return (int) ((2L * i + 1) * in / (2L * out));
  }
}
