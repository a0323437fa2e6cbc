// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/** Nearest neighbour: source index = floor((i + 0.5) * in / out), as in spec and PIL. */
final class NearestResize {
  private NearestResize() {}

  static byte[] apply(byte[] from, int width, int height, int newWidth, int newHeight) {
    int[] column = sources(width, newWidth);
    int[] row = sources(height, newHeight);
    byte[] out = new byte[newWidth * newHeight];
    for (int y = 0, o = 0; y < newHeight; y++) {
      int base = row[y] * width;
      for (int x = 0; x < newWidth; x++, o++) {
        out[o] = from[base + column[x]];
      }
    }
    return out;
  }

  /** In whole numbers: (2 i + 1) * in / (2 out), so that no rounding moves an index. */
  private static int[] sources(int in, int out) {
    int[] index = new int[out];
    for (int i = 0; i < out; i++) {
      index[i] = (int) ((2L * i + 1) * in / (2L * out));
    }
    return index;
  }
}
