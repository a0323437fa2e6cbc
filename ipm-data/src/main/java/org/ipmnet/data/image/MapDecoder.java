// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.ImageHeader.Kind;

/**
 * Reads parsing maps, whose values are names: none may be stretched, mixed or looked up. Every form
 * of PNG that keeps them is read: gray of 1 to 16 bits, palette indices, and three equal channels,
 * with alpha or without.
 */
final class MapDecoder {
  private static final int LARGEST_VALUE = 255;

  /** Up to 8 bytes a pixel are decoded to keep one: a smaller bound where it is more than one. */
  private static final long MAX_WIDE_PIXELS = ImageHeader.MAX_PIXELS / 4;

  private MapDecoder() {}

  /**
   * Reads the values as they are stored.
   *
   * @throws UserError naming the file if it is missing, damaged, or of a form that cannot hold
   *     labels: compressed with loss, coloured, with values over 255, or transparent where it has a
   *     label
   */
  static GrayImage decode(byte[] bytes, Path file) {
    ImageHeader header = ImageHeader.of(bytes, file);
    if (JpegStructure.matches(bytes)) {
      throw new UserError(
          "%s is a JPEG and no parsing map: its compression turns labels at edges into others; save the raw label values as PNG",
          file);
    }
    if (!PngStructure.matches(bytes)) {
      throw new UserError(
          "%s is a %s and no PNG, as parsing maps are; save the raw label values as PNG",
          file, PictureFormat.of(bytes, file).title());
    }
    if (isWide(header.kind(), header.bits())) {
      ImageHeader.ofAtMost(MAX_WIDE_PIXELS, bytes, file);
    }
    // not by OpenCV, which looks palettes up and stretches 1, 2 and 4 bits to 0..255
    return ImageDecoder.guarded(file, () -> values(pixels(bytes), header.kind(), file));
  }

  /** The values of a map in memory, in the same forms. */
  static GrayImage values(BufferedImage map, Path source) {
    Raster raster = map.getRaster();
    Kind kind = raster.getNumBands() < 3 ? Kind.GRAY : Kind.COLOUR;
    long most =
        isWide(kind, raster.getSampleModel().getSampleSize(0))
            ? MAX_WIDE_PIXELS
            : ImageHeader.MAX_PIXELS;
    ImageHeader.requireUsable(most, map.getWidth(), map.getHeight(), source);
    return values(raster, kind, source);
  }

  private static boolean isWide(Kind kind, int bits) {
    return kind == Kind.COLOUR || bits > 8;
  }

  private static Raster pixels(byte[] png) throws IOException {
    try (JdkImageReader reader = new JdkImageReader("png", png)) {
      return reader.read().getRaster();
    }
  }

  private static GrayImage values(Raster raster, Kind kind, Path file) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    int channels = kind == Kind.COLOUR ? 3 : 1;
    byte[] values = new byte[width * height];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        int value = row[at];
        if (channels == 3 && (row[at + 1] != value || row[at + 2] != value)) {
          throw new UserError(
              "%s is coloured at (%d, %d) and no parsing map: a picture of labels for the eye has lost their numbers; save the raw label values",
              file, x, y);
        }
        if (value > LARGEST_VALUE) {
          throw new UserError(
              "%s has the 16-bit value %d at (%d, %d), a parsing map none over 255; save the raw label values with 8 bits",
              file, value, x, y);
        }
        if (bands > channels && value != 0 && row[at + channels] == 0) {
          throw new UserError(
              "%s is transparent at (%d, %d), where it has the label %d; save the raw label values without transparency",
              file, x, y, value);
        }
        values[y * width + x] = (byte) value;
      }
    }
    return new GrayImage(width, height, values);
  }
}
