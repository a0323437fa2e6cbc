// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.ipmnet.data.image.JpegEncoder;

/** What a picture loses as a JPEG: blocks, and colours coarser than light. */
final class JpegLoss {
  private static final int CHANNELS = 3;

  private JpegLoss() {}

  /**
   * Changes a picture in place to what is left of it.
   *
   * @param image RGB in [-1, 1], planar
   * @param quality (0, 1]
   */
  static void apply(float[] image, int size, float quality) {
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size * size; i++) {
      int packed = 0;
      for (int c = 0; c < CHANNELS; c++) {
        packed = packed << 8 | Math.round((image[c * size * size + i] + 1) * 127.5f);
      }
      picture.setRGB(i % size, i / size, packed);
    }
    BufferedImage seen = decoded(new JpegEncoder(quality, false).bytes(picture));
    for (int i = 0; i < size * size; i++) {
      int packed = seen.getRGB(i % size, i / size);
      for (int c = 0; c < CHANNELS; c++) {
        int level = packed >> 8 * (CHANNELS - 1 - c) & 0xFF;
        image[c * size * size + i] = level / 127.5f - 1;
      }
    }
  }

  private static BufferedImage decoded(byte[] jpeg) {
    try {
      return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
