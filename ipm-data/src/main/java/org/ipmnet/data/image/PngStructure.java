// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The chunks of a PNG file. */
final class PngStructure {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;
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
                data.getInt(at + 8), data.getInt(at + 12), bytes[at + 16], kind(bytes[at + 17]));
      } else if (type == IEND) {
        return header;
      }
      at += CHUNK_OVERHEAD + length;
    }
    throw ImageHeader.truncated(file);
  }

  private static Kind kind(int colourType) {
    return switch (colourType) {
      case 0, 4 -> Kind.GRAY;
      case 3 -> Kind.PALETTE;
      default -> Kind.COLOUR;
    };
  }
}
