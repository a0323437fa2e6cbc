// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The chunks of a PNG file. */
final class PngStructure {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int TRNS = 0x74524E53;
  private static final int ICCP = 0x69434350;
  private static final int EXIF = 0x65584966;
  private static final int CHUNK_OVERHEAD = 12; // length, type, checksum: 4 bytes each

  private PngStructure() {}

  static boolean matches(byte[] bytes) {
    return bytes.length >= 8 && ByteBuffer.wrap(bytes).getLong() == SIGNATURE;
  }

  static ImageHeader read(byte[] bytes, Path file) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    int at = 8;
    ImageHeader header = null;
    while (at + CHUNK_OVERHEAD <= bytes.length) {
      int length = data.getInt(at);
      int type = data.getInt(at + 4);
      if (length < 0 || length > bytes.length - at - CHUNK_OVERHEAD) {
        break;
      }
      if (header == null) {
        if (type != IHDR || length != 13) {
          break;
        }
        header =
            new ImageHeader(
                data.getInt(at + 8),
                data.getInt(at + 12),
                bytes[at + 16],
                kind(bytes[at + 17]),
                bytes[at + 17] >= 4);
      } else if (type == TRNS) {
        header =
            new ImageHeader(header.width(), header.height(), header.bits(), header.kind(), true);
      } else if (type == IEND) {
        return header;
      } else if ((type == IDAT || type == PLTE)
          && checksum(bytes, at + 4, 4 + length) != data.getInt(at + 8 + length)) {
        break; // not every decoder looks
      }
      at += CHUNK_OVERHEAD + length;
    }
    throw ImageHeader.truncated(file);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  private static Kind kind(int colourType) {
    return switch (colourType) {
      case 0, 4 -> Kind.GRAY;
      case 3 -> Kind.PALETTE;
      default -> Kind.COLOUR;
    };
  }

  /**
   * The colour that stands for transparency in a picture without a channel for it, as levels of 8
   * bits; empty if there is none, or if 8 bits cannot tell it.
   *
   * @param bytes of a file that {@link #read} has accepted
   */
  static Optional<byte[]> transparentColour(byte[] bytes, ImageHeader header) {
    byte[] key = chunk(bytes, TRNS);
    int channels = header.kind() == Kind.GRAY ? 1 : 3;
    if (key == null
        || header.kind() == Kind.PALETTE
        || header.bits() > 8
        || key.length != 2 * channels) {
      return Optional.empty();
    }
    byte[] levels = new byte[channels];
    for (int k = 0; k < channels; k++) {
      levels[k] = (byte) ((key[2 * k + 1] & 0xFF) * 255 / ((1 << header.bits()) - 1));
    }
    return Optional.of(levels);
  }

  /**
   * Orientation and colour profile.
   *
   * @param bytes of a file that {@link #read} has accepted
   */
  static EmbeddedData embedded(byte[] bytes) {
    byte[] named = chunk(bytes, ICCP);
    return EmbeddedData.of(chunk(bytes, EXIF), named == null ? null : profile(named));
  }

  /** The first chunk of a type, or null. */
  private static byte[] chunk(byte[] bytes, int type) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    for (int at = 8; at + CHUNK_OVERHEAD <= bytes.length; ) {
      int length = data.getInt(at);
      if (length < 0 || length > bytes.length - at - CHUNK_OVERHEAD) {
        break;
      }
      if (data.getInt(at + 4) == type) {
        return Arrays.copyOfRange(bytes, at + 8, at + 8 + length);
      }
      at += CHUNK_OVERHEAD + length;
    }
    return null;
  }

  /** A name, 0, the method of compression, and the profile, of which no more than a bound. */
  private static byte[] profile(byte[] named) {
    int from = 0;
    while (from < named.length && named[from] != 0) {
      from++;
    }
    from = Math.min(named.length, from + 2);
    try (InputStream packed =
        new InflaterInputStream(new ByteArrayInputStream(named, from, named.length - from))) {
      return packed.readNBytes(ColourProfile.MOST_BYTES + 1);
    } catch (IOException e) {
      return new byte[0]; // no profile either: whoever uses it tells
    }
  }
}
