// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.ipmnet.data.image.ImageHeader.Kind;

/** The header of a BMP file. */
final class BmpStructure {
  private static final int FILE_HEADER = 14;
  private static final int OLD_HEADER = 12;
  private static final int HEADER = 40;

  private BmpStructure() {}

  static boolean matches(byte[] bytes) {
    return PictureFormat.startsWith(bytes, "BM");
  }

  /** Its fourth channel, if there is one, is filler as often as opacity, and passes for filler. */
  static ImageHeader read(byte[] bytes, Path file) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.length < FILE_HEADER + 4 ? 0 : data.getInt(FILE_HEADER);
    boolean old = header == OLD_HEADER;
    if (header < (old ? OLD_HEADER : HEADER) || header > bytes.length - FILE_HEADER) {
      throw ImageHeader.truncated(file);
    }
    int width = old ? Short.toUnsignedInt(data.getShort(18)) : data.getInt(18);
    int height = old ? Short.toUnsignedInt(data.getShort(20)) : data.getInt(22);
    int bits = Short.toUnsignedInt(data.getShort(old ? 24 : 28));
    return new ImageHeader(
        width,
        Math.abs(height), // below 0 the rows go from the top
        Math.min(8, bits),
        bits <= 8 ? Kind.PALETTE : Kind.COLOUR,
        false);
  }
}
