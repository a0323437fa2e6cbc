// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels as OpenCV decodes them; its native memory is free again on return, however that comes. */
final class OpenCvPixels {
  private OpenCvPixels() {}

  /**
   * Decodes a picture to 8 bits.
   *
   * @param flags of OpenCV's imread
   * @throws IOException or a RuntimeException if the file is damaged
   */
  static StoredPixels decode(byte[] bytes, int flags) throws IOException {
    try (BytePointer data = new BytePointer(bytes);
        Mat file = new Mat(1, bytes.length, opencv_core.CV_8UC1, data);
        Mat decoded = opencv_imgcodecs.imdecode(file, flags)) {
      if (decoded == null || decoded.empty()) {
        throw new IOException("OpenCV cannot decode it");
      }
      int width = decoded.cols();
      int height = decoded.rows();
      int stored = decoded.channels();
      byte[] levels =
          levels(decoded, Math.multiplyExact(stored, Math.multiplyExact(width, height)));
      int channels = stored < 3 ? 1 : 3;
      if (stored == channels) {
        swapRedAndBlue(levels, channels);
        return new StoredPixels(width, height, channels, levels, null);
      }
      byte[] colours = new byte[channels * width * height];
      byte[] alpha = new byte[width * height];
      for (int i = 0, from = 0, to = 0; i < alpha.length; i++) {
        for (int k = 0; k < channels; k++) {
          colours[to++] = levels[from++];
        }
        alpha[i] = levels[from++];
      }
      swapRedAndBlue(colours, channels);
      return new StoredPixels(width, height, channels, colours, alpha);
    }
  }

  private static byte[] levels(Mat decoded, int count) throws IOException {
    byte[] levels = new byte[count];
    switch (decoded.depth()) {
      case opencv_core.CV_8U -> {
        try (BytePointer pixels = decoded.data()) {
          pixels.get(levels);
        }
      }
      case opencv_core.CV_16U -> {
        try (BytePointer pixels = decoded.data();
            ShortPointer shorts = new ShortPointer(pixels)) {
          for (int i = 0; i < count; i++) {
            levels[i] = (byte) (shorts.get(i) >>> 8);
          }
        }
      }
      default -> throw new IOException("OpenCV decodes it to depth " + decoded.depth());
    }
    return levels;
  }

  private static void swapRedAndBlue(byte[] levels, int channels) {
    for (int i = 0; channels == 3 && i < levels.length; i += 3) {
      byte blue = levels[i];
      levels[i] = levels[i + 2];
      levels[i + 2] = blue;
    }
  }
}
