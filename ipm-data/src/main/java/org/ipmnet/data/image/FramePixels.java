// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import org.bytedeco.javacv.Frame;
import org.datavec.image.data.ImageWritable;

/** Copies the native pixels of a decoded frame, row by row. */
final class FramePixels {
  private FramePixels() {}

  /**
   * Returns the pixels, interleaved as in the frame, and frees the frame's native memory, whatever
   * happens.
   */
  static byte[] drain(ImageWritable image) {
    try {
      Frame frame = image.getFrame();
      int row = frame.imageWidth * frame.imageChannels;
      byte[] out = new byte[Math.multiplyExact(row, frame.imageHeight)];
      ByteBuffer source = (ByteBuffer) frame.image[0];
      for (int y = 0; y < frame.imageHeight; y++) {
        source.get(y * frame.imageStride, out, y * row, row);
      }
      return out;
    } finally {
      free(image);
    }
  }

  /**
   * Frees a frame's native memory, if it is still there: the collector would in the end, but it
   * cannot see how large it is.
   */
  static void free(ImageWritable image) {
    Frame frame = image.getFrame();
    image.setFrame(null);
    if (frame != null) {
      frame.close();
    }
  }
}
