// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The chunks of a WebP file. */
final class WebpStructure {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int ALPHA = 0x10;
  private static final int ANIMATION = 0x02;
  private static final int LOSSLESS_SIGNATURE = 0x2F;
  private static final int LOSSY_START = 0x2A019D;

  private WebpStructure() {}

  static boolean matches(byte[] bytes) {
    return bytes.length >= FILE_HEADER
        && PictureFormat.startsWith(bytes, "RIFF")
        && new String(bytes, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP");
  }

  /** The first chunk says all; beyond it, only that the file is as long as it claims is checked. */
  static ImageHeader read(byte[] bytes, Path file) {
    ByteBuffer data = data(bytes);
    long end = CHUNK_HEADER + Integer.toUnsignedLong(data.getInt(4));
    if (end > bytes.length || end < FILE_HEADER + CHUNK_HEADER + 10) {
      throw ImageHeader.truncated(file);
    }
    int at = FILE_HEADER + CHUNK_HEADER;
    ImageHeader header =
        switch (name(bytes, FILE_HEADER)) {
          case "VP8 " -> lossy(data, at);
          case "VP8L" -> lossless(data, at);
          case "VP8X" -> extended(data, at, file);
          default -> null;
        };
    if (header == null) {
      throw ImageHeader.truncated(file);
    }
    return header;
  }

  private static ImageHeader lossy(ByteBuffer data, int at) {
    return (data.getInt(at + 2) >>> 8) != LOSSY_START
        ? null
        : new ImageHeader(
            data.getShort(at + 6) & 0x3FFF, data.getShort(at + 8) & 0x3FFF, 8, Kind.COLOUR, false);
  }

  private static ImageHeader lossless(ByteBuffer data, int at) {
    int sizes = data.getInt(at + 1);
    return data.get(at) != LOSSLESS_SIGNATURE
        ? null
        : new ImageHeader(
            (sizes & 0x3FFF) + 1,
            (sizes >>> 14 & 0x3FFF) + 1,
            8,
            Kind.COLOUR,
            (sizes >>> 28 & 1) == 1);
  }

  private static ImageHeader extended(ByteBuffer data, int at, Path file) {
    int flags = data.get(at);
    if ((flags & ANIMATION) != 0) {
      throw new UserError(
          "%s is an animated WebP, which is not read; save one of its pictures as JPEG or PNG",
          file);
    }
    return new ImageHeader(
        (data.getInt(at + 3) >>> 8) + 1,
        (data.getInt(at + 6) >>> 8) + 1,
        8,
        Kind.COLOUR,
        (flags & ALPHA) != 0);
  }

  static EmbeddedData embedded(byte[] bytes) {
    ByteBuffer data = data(bytes);
    byte[] exif = null;
    byte[] profile = null;
    for (long at = FILE_HEADER; at + CHUNK_HEADER <= bytes.length; ) {
      int from = (int) at + CHUNK_HEADER;
      long length = Integer.toUnsignedLong(data.getInt((int) at + 4));
      if (from + length > bytes.length) {
        break;
      }
      switch (name(bytes, (int) at)) {
        case "EXIF" -> exif = Arrays.copyOfRange(bytes, from, from + (int) length);
        case "ICCP" -> profile = Arrays.copyOfRange(bytes, from, from + (int) length);
        default -> {}
      }
      at = from + length + (length & 1);
    }
    return EmbeddedData.of(exif, profile);
  }

  private static ByteBuffer data(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }
}
