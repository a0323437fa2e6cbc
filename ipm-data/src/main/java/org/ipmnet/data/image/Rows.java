// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.util.Objects;

/** Interleaved pixels, row by row. */
final class Rows {
  private Rows() {}

  /** Whether all pixels equal the first. */
  static boolean uniform(byte[] pixels, int channels) {
    for (int i = channels; i < pixels.length; i++) {
      if (pixels[i] != pixels[i - channels]) {
        return false;
      }
    }
    return true;
  }

  /** Cuts a rectangle out, as a new array. */
  static byte[] cut(
      byte[] from, int width, int height, int channels, int left, int top, int w, int h) {
    Objects.checkFromIndexSize(left, w, width);
    Objects.checkFromIndexSize(top, h, height);
    byte[] out = new byte[w * h * channels];
    for (int y = 0; y < h; y++) {
      System.arraycopy(
          from, ((top + y) * width + left) * channels, out, y * w * channels, w * channels);
    }
    return out;
  }
}
