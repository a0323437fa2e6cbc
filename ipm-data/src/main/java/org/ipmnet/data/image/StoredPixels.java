// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

/**
 * A photo's pixels as its file has them: in its own colours, lying as it lies.
 *
 * @param width pixels
 * @param height pixels
 * @param channels 1 (gray), 3 (red, green, blue) or 4 (cyan, magenta, yellow, black)
 * @param colours levels of 8 bits, interleaved, not multiplied by their opacity
 * @param alpha opacity of each pixel, 0 to 255; null if all are opaque
 */
record StoredPixels(int width, int height, int channels, byte[] colours, byte[] alpha) {
  /** A gray picture that was decoded to three equal channels, with one of them. */
  StoredPixels gray() {
    if (channels == 1) {
      return this;
    }
    byte[] grays = new byte[width * height];
    for (int i = 0; i < grays.length; i++) {
      grays[i] = colours[channels * i];
    }
    return new StoredPixels(width, height, 1, grays, alpha);
  }
}
