// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;

/**
 * A picture with one channel: a mask, a texture, or the raw values of a parsing map.
 *
 * @param width pixels
 * @param height pixels
 * @param values row by row: {@code width * height} unsigned bytes. Kept, not copied; nobody writes
 *     to it after construction.
 */
public record GrayImage(int width, int height, byte[] values) {
  /** Checks that sizes and array agree. */
  public GrayImage {
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d bytes for a gray picture of %dx%d", values.length, width, height));
    }
  }

  /**
   * Reads brightness, 0 black to 255 white; a palette or colours are fine as long as they are gray.
   * Numbers, not colours: transparency and colour profiles are not looked at.
   *
   * @throws UserError naming the file if it is missing, damaged or coloured
   */
  public static GrayImage readLevels(Path file) {
    return ofLevels(ImageDecoder.bytes(file), file);
  }

  /**
   * The same of the bytes of a file.
   *
   * @param source what messages call it
   */
  public static GrayImage ofLevels(byte[] encoded, Path source) {
    return LevelDecoder.decode(encoded, source);
  }

  /**
   * The same of a picture in memory.
   *
   * @param source what messages call it
   * @throws UserError naming the source if it is coloured or its size is out of bounds
   */
  public static GrayImage ofLevels(BufferedImage picture, Path source) {
    return AwtPixels.levels(picture, source);
  }

  /**
   * Reads the values of a parsing map as they are stored: a PNG of one channel, a palette, or three
   * equal channels, with alpha or without.
   *
   * @throws UserError naming the file if it is missing, damaged, or of a form that cannot hold
   *     labels
   */
  public static GrayImage readValues(Path file) {
    return ofValues(ImageDecoder.bytes(file), file);
  }

  /**
   * The same of the bytes of a file.
   *
   * @param source what messages call it
   */
  public static GrayImage ofValues(byte[] encoded, Path source) {
    return MapDecoder.decode(encoded, source);
  }

  /**
   * The same of a picture in memory, in the same forms.
   *
   * @param source what messages call it
   * @throws UserError naming the source if its form cannot hold labels or its size is out of bounds
   */
  public static GrayImage ofValues(BufferedImage picture, Path source) {
    return MapDecoder.values(picture, source);
  }

  /** Whether all pixels are equal. */
  public boolean isUniform() {
    return Rows.uniform(values, 1);
  }

  /**
   * Finds a parsing map that tells nothing apart.
   *
   * @throws UserError naming the file if all pixels are equal
   */
  public void requireContent(Path file) {
    if (isUniform()) {
      throw new UserError(
          "%s has one label throughout; make the map anew or remove the photo", file);
    }
  }

  /**
   * Compares with the photo that this is a map, mask or texture of; it may have another size.
   *
   * @throws UserError naming both files if the aspect ratios differ
   */
  public void requireShapeOf(RgbImage photo, Path file, Path photoFile) {
    if (!WorkingSize.sameShape(photo.width(), photo.height(), width, height)) {
      throw new UserError(
          "%s is %dx%d but its photo %s is %dx%d, another aspect ratio; make it anew from this photo",
          file, width, height, photoFile.getFileName(), photo.width(), photo.height());
    }
  }

  /** The part with its upper left corner at ({@code left}, {@code top}), as a new picture. */
  public GrayImage crop(int left, int top, int cropWidth, int cropHeight) {
    return new GrayImage(
        cropWidth,
        cropHeight,
        Rows.cut(values, width, height, 1, left, top, cropWidth, cropHeight));
  }

  /** The picture at another size, bilinear and antialiased as PIL does it: for textures. */
  public GrayImage resized(int newWidth, int newHeight) {
    return newWidth == width && newHeight == height
        ? this
        : new GrayImage(
            newWidth,
            newHeight,
            AntialiasedResize.apply(
                values, width, height, 1, newWidth, newHeight, Interpolation.BILINEAR));
  }

  /** The picture at another size without mixing values: for maps and masks. */
  public GrayImage resizedNearest(int newWidth, int newHeight) {
    return newWidth == width && newHeight == height
        ? this
        : new GrayImage(
            newWidth, newHeight, NearestResize.apply(values, width, height, newWidth, newHeight));
  }
}
