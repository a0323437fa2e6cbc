// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Java's pictures, pixel by pixel: drawing would ask for a window system where there may be none.
 */
final class AwtPixels {
  private AwtPixels() {}

  /** See {@link Photo#of(BufferedImage, Path)}. */
  static Photo photo(BufferedImage picture, Path source) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    ImageHeader.requireUsable(ImageHeader.MAX_PIXELS, width, height, source);
    byte[] rgb = new byte[Math.multiplyExact(3, width * height)];
    byte[] alpha = new byte[width * height];
    boolean gray = keepsLevels(picture) && isGray(picture);
    int depth = gray ? picture.getColorModel().getComponentSize(0) : 0;
    int[] colours = new int[width];
    int[] levels = new int[width];
    for (int y = 0, i = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, colours, 0, width);
      if (gray) { // whose levels Java takes for linear ones, and brightens
        picture.getRaster().getSamples(0, y, width, 1, 0, levels);
      }
      for (int x = 0; x < width; x++, i++) {
        int level = gray ? levels[x] >> (depth - 8) : 0;
        int colour = gray ? level * 0x010101 : colours[x];
        rgb[3 * i] = (byte) (colour >> 16);
        rgb[3 * i + 1] = (byte) (colour >> 8);
        rgb[3 * i + 2] = (byte) colour;
        alpha[i] = (byte) (colours[x] >>> 24);
      }
    }
    return new Photo(new RgbImage(width, height, rgb), PhotoDecoder.isOpaque(alpha) ? null : alpha);
  }

  /** See {@link GrayImage#ofLevels(BufferedImage, Path)}; what {@link LevelDecoder} makes of it. */
  static GrayImage levels(BufferedImage picture, Path source) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    ImageHeader.requireUsable(ImageHeader.MAX_PIXELS, width, height, source);
    boolean stored = keepsLevels(picture);
    int channels = stored && isGray(picture) ? 1 : 3;
    byte[] levels = new byte[Math.multiplyExact(channels, width * height)];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (!stored) { // palettes, and bits that must be stretched
        picture.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int k = 0; k < channels; k++) {
        int shift = stored ? picture.getColorModel().getComponentSize(k) - 8 : 16 - 8 * k;
        if (stored) {
          picture.getRaster().getSamples(0, y, width, 1, k, row);
        }
        for (int x = 0; x < width; x++) {
          levels[channels * (y * width + x) + k] = (byte) (row[x] >> shift);
        }
      }
    }
    return new GrayImage(width, height, channels == 1 ? levels : LevelDecoder.gray(levels, source));
  }

  private static boolean isGray(BufferedImage picture) {
    return picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Whether the raster holds levels of 8 to 16 bits, gray or red, green and blue. */
  private static boolean keepsLevels(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    return !(model instanceof IndexColorModel)
        && !picture.isAlphaPremultiplied()
        && (isGray(picture) || model.getColorSpace().getType() == ColorSpace.TYPE_RGB)
        && model.getTransferType() != DataBuffer.TYPE_SHORT // which has a sign
        && IntStream.range(0, model.getNumColorComponents())
            .map(model::getComponentSize)
            .allMatch(bits -> bits >= 8 && bits <= 16);
  }
}
