// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.file.Path;
import org.ipmnet.core.UserError;

/**
 * What the first bytes of an image file promise, found without decoding a pixel.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param bits per channel (or per palette index)
 * @param kind how a pixel is stored
 * @param alpha whether pixels may be transparent
 */
record ImageHeader(int width, int height, int bits, Kind kind, boolean alpha) {
  /** How a pixel is stored. */
  enum Kind {
    GRAY,
    PALETTE,
    COLOUR
  }

  /**
   * Larger pictures are refused before they are decoded: a few bytes of header must not be able to
   * claim gigabytes of memory.
   */
  static final long MAX_PIXELS = 100_000_000;

  /**
   * No side is longer than so many times the other: pictures are resized by their shorter side, and
   * a line of pixels would become a strip of gigabytes.
   */
  static final int MAX_RATIO = 16;

  /**
   * Reads the header and follows the file's structure to its end, so that a truncated file is found
   * even where the decoder would fill the missing part with gray.
   *
   * @throws UserError if this is no complete picture of a {@link PictureFormat}, or its size is out
   *     of bounds
   */
  static ImageHeader of(byte[] bytes, Path file) {
    return ofAtMost(MAX_PIXELS, bytes, file);
  }

  /** The same with another bound. */
  static ImageHeader ofAtMost(long pixels, byte[] bytes, Path file) {
    ImageHeader header =
        switch (PictureFormat.of(bytes, file)) {
          case PNG -> PngStructure.read(bytes, file);
          case JPEG -> JpegStructure.read(bytes, file);
          case WEBP -> WebpStructure.read(bytes, file);
          case BMP -> BmpStructure.read(bytes, file);
          case TIFF -> TiffStructure.read(bytes, file);
        };
    requireUsable(pixels, header.width, header.height, file);
    return header;
  }

  /** Throws UserError if the size of a picture is out of bounds. */
  static void requireUsable(long pixels, int width, int height, Path file) {
    if (width < 1 || height < 1) {
      throw new UserError(
          "%s claims to be %dx%d pixels; put the picture there again or remove it",
          file, width, height);
    }
    requireAtMost(pixels, width, height, file);
    int shorter = Math.min(width, height);
    if (Math.max(width, height) > (long) MAX_RATIO * shorter) {
      throw new UserError(
          "%s is %dx%d pixels, one side more than %d times the other; cut or remove it",
          file, width, height, MAX_RATIO);
    }
  }

  /** Throws UserError if a picture has more pixels. */
  static void requireAtMost(long pixels, int width, int height, Path file) {
    if ((long) width * height > pixels) {
      throw new UnusablePicture(
          UnusablePicture.Reason.TOO_MANY_PIXELS,
          "%s is %dx%d pixels, more than the %d million allowed; make it smaller",
          file,
          width,
          height,
          pixels / 1_000_000);
    }
  }

  static UserError truncated(Path file) {
    return new UnusablePicture(
        UnusablePicture.Reason.DAMAGED,
        "%s is truncated or damaged; put the picture there again or remove it",
        file);
  }
}
