// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.util.Objects;

/** Cutting a rectangle out of interleaved rows. */
final class Rows {
  private Rows() {}

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
