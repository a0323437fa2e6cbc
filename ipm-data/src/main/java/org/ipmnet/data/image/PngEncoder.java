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
  private PngEncoder() {}

  /** The file's bytes: 8 bits a channel, with transparency if the photo has it. */
  static byte[] bytes(Photo photo) {
    int width = photo.colours().width();
    int height = photo.colours().height();
    int type = photo.alpha() == null ? opencv_core.CV_8UC3 : opencv_core.CV_8UC4;
    try (BytePointer pixels = new BytePointer(blueFirst(photo));
        Mat picture = new Mat(height, width, type, pixels);
        BytePointer encoded = new BytePointer()) {
      if (!opencv_imgcodecs.imencode(".png", picture, encoded)) {
        throw new IllegalStateException("OpenCV cannot encode a PNG of " + width + "x" + height);
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  /** The order in which OpenCV has channels. */
  private static byte[] blueFirst(Photo photo) {
    byte[] rgb = photo.colours().rgb();
    byte[] alpha = photo.alpha();
    int channels = alpha == null ? 3 : 4;
    byte[] pixels = new byte[Math.multiplyExact(channels, rgb.length / 3)];
    for (int i = 0, from = 0; i < pixels.length; i += channels, from += 3) {
      pixels[i] = rgb[from + 2];
      pixels[i + 1] = rgb[from + 1];
      pixels[i + 2] = rgb[from];
      if (alpha != null) {
        pixels[i + 3] = alpha[from / 3];
      }
    }
    return pixels;
  }
}
