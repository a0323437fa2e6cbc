// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;

/**
 * A colour picture.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb red, green and blue of each pixel, row by row: {@code 3 * width * height} unsigned
 *     bytes. Kept, not copied; nobody writes to it after construction.
 */
public record RgbImage(int width, int height, byte[] rgb) {
  /** Checks that sizes and array agree. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d bytes for a colour picture of %dx%d", rgb.length, width, height));
    }
  }

  /**
   * A picture of pixels as integers, 0xRRGGBB each, row by row; what is above counts for nothing.
   */
  public static RgbImage ofPacked(int width, int height, int[] pixels) {
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new RgbImage(width, height, rgb);
  }

  /**
   * Reads a photo as networks see it: upright, in sRGB, over a gray background where it is
   * transparent.
   *
   * @throws UserError naming the file if it is missing, damaged or no picture
   */
  public static RgbImage read(Path file) {
    return Photo.read(file).composited();
  }

  /**
   * Finds what a failed download or conversion leaves: a whole file that shows nothing.
   *
   * @throws UserError naming the file if all pixels are equal
   */
  public void requireContent(Path file) {
    if (Rows.uniform(rgb, 3)) {
      throw new UserError(
          "%s has one colour throughout; put the photo there again or remove it", file);
    }
  }

  /** The part with its upper left corner at ({@code left}, {@code top}), as a new picture. */
  public RgbImage crop(int left, int top, int cropWidth, int cropHeight) {
    return new RgbImage(
        cropWidth, cropHeight, Rows.cut(rgb, width, height, 3, left, top, cropWidth, cropHeight));
  }

  /** The picture with shorter side {@code side} and unchanged shape; itself if it is that large. */
  public RgbImage withShorterSide(int side) {
    WorkingSize size = WorkingSize.of(width, height, side);
    return resized(size.width(), size.height());
  }

  /** The picture at another size, bilinear and antialiased as PIL does it. */
  public RgbImage resized(int newWidth, int newHeight) {
    return resized(newWidth, newHeight, Interpolation.BILINEAR);
  }

  /** The same with other weights. */
  RgbImage resized(int newWidth, int newHeight, Interpolation interpolation) {
    return newWidth == width && newHeight == height
        ? this
        : new RgbImage(
            newWidth,
            newHeight,
            AntialiasedResize.apply(rgb, width, height, 3, newWidth, newHeight, interpolation));
  }
}
