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
 */
record ImageHeader(int width, int height, int bits, Kind kind) {
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

  /** The decoder refuses longer sides. */
  private static final int MAX_SIDE = 1 << 20;

  /**
   * Reads the header and follows the file's structure to its end, so that a truncated file is found
   * even where the decoder would fill the missing part with gray.
   *
   * @throws UserError if this is no complete PNG or JPEG, or its size is out of bounds
   */
  static ImageHeader of(byte[] bytes, Path file) {
    return ofAtMost(MAX_PIXELS, bytes, file);
  }

  /** The same with another bound. */
  static ImageHeader ofAtMost(long pixels, byte[] bytes, Path file) {
    ImageHeader header;
    if (PngStructure.matches(bytes)) {
      header = PngStructure.read(bytes, file);
    } else if (JpegStructure.matches(bytes)) {
      header = JpegStructure.read(bytes, file);
    } else if (bytes.length == 0) {
      throw new UserError("%s is empty; put the picture there again or remove it".formatted(file));
    } else {
      throw new UserError("%s is neither PNG nor JPEG; convert or remove it".formatted(file));
    }
    if (header.width < 1 || header.height < 1) {
      throw new UserError(
          "%s claims to be %dx%d pixels; put the picture there again or remove it"
              .formatted(file, header.width, header.height));
    }
    if ((long) header.width * header.height > pixels) {
      throw new UserError(
          "%s is %dx%d pixels, more than the %d million allowed; make it smaller"
              .formatted(file, header.width, header.height, pixels / 1_000_000));
    }
    if (Math.max(header.width, header.height) > MAX_SIDE) {
      throw new UserError(
          "%s is %dx%d pixels, a side of more than the %d allowed; cut or remove it"
              .formatted(file, header.width, header.height, MAX_SIDE));
    }
    return header;
  }

  static UserError truncated(Path file) {
    return new UserError(
        "%s is truncated or damaged; put the picture there again or remove it".formatted(file));
  }
}
