// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Photos as PNG by OpenCV: in half the time of the JDK's writer, and the files are smaller. Its
 * native memory is free again on return.
 */
final class PngEncoder {
  /** Pixels that are written at once: a few that stay in the cache. */
  private static final int BLOCK = 1 << 14;

  private PngEncoder() {}

  /** The file's bytes: 8 bits a channel, with transparency if the photo has it. */
  static byte[] bytes(Photo photo) {
    int width = photo.colours().width();
    int height = photo.colours().height();
    int channels = photo.alpha() == null ? 3 : 4;
    int type = channels == 3 ? opencv_core.CV_8UC3 : opencv_core.CV_8UC4;
    try (BytePointer pixels = new BytePointer((long) channels * width * height);
        Mat picture = new Mat(height, width, type, pixels);
        BytePointer encoded = new BytePointer()) {
      putBlueFirst(photo, channels, pixels);
      if (!opencv_imgcodecs.imencode(".png", picture, encoded)) {
        throw new IllegalStateException("OpenCV cannot encode a PNG of " + width + "x" + height);
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  /** Writes pixels in the order in which OpenCV has channels, a block at a time. */
  private static void putBlueFirst(Photo photo, int channels, BytePointer to) {
    byte[] rgb = photo.colours().rgb();
    byte[] alpha = photo.alpha();
    int all = rgb.length / 3;
    byte[] block = new byte[channels * Math.min(all, BLOCK)];
    for (int first = 0; first < all; first += BLOCK) {
      int pixels = Math.min(BLOCK, all - first);
      for (int i = 0, at = 0; i < pixels; i++, at += channels) {
        int from = 3 * (first + i);
        block[at] = rgb[from + 2];
        block[at + 1] = rgb[from + 1];
        block[at + 2] = rgb[from];
        if (alpha != null) {
          block[at + 3] = alpha[first + i];
        }
      }
      to.position((long) channels * first).put(block, 0, channels * pixels);
    }
    to.position(0);
  }
}
