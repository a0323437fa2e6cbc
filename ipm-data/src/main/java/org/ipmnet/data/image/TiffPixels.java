// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import org.ipmnet.core.UserError;

/**
 * Pixels of a TIFF file's first page, read by the JDK: OpenCV's library multiplies colours by their
 * opacity, and those under transparency are lost.
 */
final class TiffPixels {
  private TiffPixels() {}

  /**
   * Decodes them.
   *
   * @param bytes of a file whose header was found good
   * @throws UserError naming the file if its tiles are out of bounds
   * @throws IOException or a RuntimeException if it is damaged
   */
  static StoredPixels decode(byte[] bytes, ImageHeader header, Path file) throws IOException {
    try (JdkImageReader reader = new JdkImageReader("tiff", bytes)) {
      requireBounded(reader, bytes, header, file);
      BufferedImage image = reader.read();
      return image.getColorModel() instanceof IndexColorModel
          ? palette(image)
          : samples(image.getRaster(), bytes, header);
    }
  }

  /**
   * Holds what the JDK is about to make room for against the bounds: it decodes tiles whole,
   * however small the picture is. Asked of the reader, which may understand a strange directory
   * otherwise than {@link TiffStructure}.
   */
  private static void requireBounded(
      JdkImageReader reader, byte[] bytes, ImageHeader header, Path file) throws IOException {
    if (reader.width() != header.width() || reader.height() != header.height()) {
      throw new IOException("its directory is read as " + reader.width() + "x" + reader.height());
    }
    if (!reader.isTiled()) {
      return; // strips are cut to the picture
    }
    int width = reader.tileWidth();
    int height = reader.tileHeight();
    long most = TiffStructure.mostPixels(bytes);
    if (width < 1 || height < 1 || (long) width * height > most) {
      throw new UserError(
          "%s has tiles of %dx%d pixels, expected 1 to %d million; save it anew without tiles",
          file, width, height, most / 1_000_000);
    }
  }

  private static StoredPixels palette(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int[] row = new int[width];
    for (int y = 0, o = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int pixel : row) {
        rgb[o++] = (byte) (pixel >> 16);
        rgb[o++] = (byte) (pixel >> 8);
        rgb[o++] = (byte) pixel;
      }
    }
    return new StoredPixels(width, height, 3, rgb, null);
  }

  private static StoredPixels samples(Raster raster, byte[] bytes, ImageHeader header)
      throws IOException {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    if (bands != TiffStructure.samples(bytes)) {
      throw new IOException("its directory is read as one of " + bands + " samples");
    }
    int channels = TiffStructure.isCmyk(bytes) ? 4 : bands < 3 ? 1 : 3;
    boolean transparent = header.alpha() && bands > channels;
    byte[] colours = new byte[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
    byte[] alpha = transparent ? new byte[width * height] : null;
    int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int k = 0; k < channels; k++) {
        raster.getSamples(0, y, width, 1, k, row);
        for (int x = 0, o = y * width * channels + k; x < width; x++, o += channels) {
          colours[o] = (byte) (row[x] >> shift);
        }
      }
      if (transparent) {
        raster.getSamples(0, y, width, 1, channels, row);
        for (int x = 0; x < width; x++) {
          alpha[y * width + x] = (byte) (row[x] >> shift);
        }
      }
    }
    if (transparent && TiffStructure.isPremultiplied(bytes)) {
      divide(colours, channels, alpha);
    }
    return new StoredPixels(width, height, channels, colours, alpha);
  }

  /** Takes the opacity out of colours that are stored multiplied by it. */
  private static void divide(byte[] colours, int channels, byte[] alpha) {
    for (int i = 0; i < colours.length; i++) {
      int opacity = alpha[i / channels] & 0xFF;
      if (opacity > 0) {
        colours[i] =
            (byte) Math.min(255, (2 * 255 * (colours[i] & 0xFF) + opacity) / (2 * opacity));
      }
    }
  }
}
