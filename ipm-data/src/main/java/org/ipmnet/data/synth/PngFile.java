// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes square pictures as PNG. */
final class PngFile {
  private PngFile() {}

  /** Colours, {@code 0xRRGGBB} per pixel. */
  static void writeColours(Path file, int[] pixels, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    image.getRaster().setDataElements(0, 0, size, size, pixels);
    write(file, image);
  }

  /** Raw values, one 8-bit channel. */
  static void writeValues(Path file, byte[] values, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, size, size, values);
    write(file, image);
  }

  private static void write(Path file, BufferedImage image) {
    try {
      if (!ImageIO.write(image, "png", file.toFile())) {
        throw new IOException("this Java runtime cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
