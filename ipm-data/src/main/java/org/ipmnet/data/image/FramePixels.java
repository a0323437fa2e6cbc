// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.Frame;
import org.datavec.image.data.ImageWritable;

/** Copies the native pixels of a decoded frame, row by row, into 8 bits a channel. */
final class FramePixels {
  private FramePixels() {}

  /** Returns the pixels, interleaved as in the frame, and frees the frame's native memory. */
  static byte[] drain(ImageWritable image) {
    Frame frame = image.getFrame();
    int row = frame.imageWidth * frame.imageChannels;
    byte[] out = new byte[row * frame.imageHeight];
    Buffer source = frame.image[0];
    if (source instanceof ByteBuffer bytes) {
      for (int y = 0; y < frame.imageHeight; y++) {
        bytes.get(y * frame.imageStride, out, y * row, row);
      }
    } else if (source instanceof ShortBuffer shorts) {
      for (int y = 0; y < frame.imageHeight; y++) {
        for (int i = 0; i < row; i++) {
          out[y * row + i] = (byte) (shorts.get(y * frame.imageStride + i) >>> 8);
        }
      }
    } else {
      throw new IllegalArgumentException("pixels of " + source.getClass().getSimpleName());
    }
    free(image);
    return out;
  }

  /** The collector frees native pixels in the end, but it cannot see how large they are. */
  private static void free(ImageWritable image) {
    Object owner = image.getFrame().opaque;
    image.setFrame(null);
    if (owner instanceof Pointer pixels) {
      pixels.deallocate();
    }
  }
}
