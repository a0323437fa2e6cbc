// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a photo's file says of its pixels.
 *
 * @param orientation how they lie
 * @param profile the ICC profile of their colours as it is stored; null for none
 * @param exif all EXIF data of a file that has them apart from its own structure; null for none
 */
record EmbeddedData(Orientation orientation, byte[] profile, byte[] exif) {
  /** What begins EXIF data in a JPEG, and in some WebP files. */
  static final String EXIF = "Exif\0\0";

  /** Nothing. */
  static final EmbeddedData NONE = new EmbeddedData(Orientation.UPRIGHT, null, null);

  /**
   * Takes it of parts of the file.
   *
   * @param exif EXIF data, or null
   * @param profile an ICC profile, or null
   */
  static EmbeddedData of(byte[] exif, byte[] profile) {
    if (exif == null) {
      return new EmbeddedData(Orientation.UPRIGHT, profile, null);
    }
    int from = PictureFormat.startsWith(exif, EXIF) ? EXIF.length() : 0;
    byte[] data = Arrays.copyOfRange(exif, from, exif.length);
    return new EmbeddedData(orientation(data), profile, data);
  }

  private static Orientation orientation(byte[] exif) {
    return TiffDirectory.first(ByteBuffer.wrap(exif))
        .map(Orientation::of)
        .orElse(Orientation.UPRIGHT);
  }

  /** The same of a whole file whose header was found good. */
  static EmbeddedData of(PictureFormat format, byte[] bytes) {
    return switch (format) {
      case PNG -> PngStructure.embedded(bytes);
      case JPEG -> JpegStructure.embedded(bytes);
      case WEBP -> WebpStructure.embedded(bytes);
      case BMP -> NONE;
      case TIFF -> TiffStructure.embedded(bytes);
    };
  }
}
