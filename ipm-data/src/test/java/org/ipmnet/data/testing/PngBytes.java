// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files of every colour type and depth, more than ImageIO writes. */
public final class PngBytes {
  private static final int PALETTE = 3;

  /** Where the header's chunk begins. */
  private static final int HEADER = 8;

  private PngBytes() {}

  /**
   * A picture whose colour channels all hold the same values, opaque where it has alpha.
   *
   * @param colourType 0 gray, 2 colours, 3 palette, 4 gray with alpha, 6 colours with alpha
   * @param bits of a channel, or of a palette index
   */
  public static byte[] ofEqualChannels(
      int width, int height, int colourType, int bits, int[] values) {
    byte[] colours = new byte[3 << Math.min(8, bits)];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) (i * 89);
    }
    return png(width, height, colourType, bits, values, colours);
  }

  /** A picture with the palette {@code colours}, red, green and blue of each index. */
  public static byte[] ofPalette(int width, int height, int bits, int[] indices, byte[] colours) {
    return png(width, height, PALETTE, bits, indices, colours);
  }

  private static byte[] png(
      int width, int height, int colourType, int bits, int[] values, byte[] colours) {
    int channels = colourType == PALETTE || (colourType & 2) == 0 ? 1 : 3;
    boolean alpha = (colourType & 4) != 0;
    int lineBytes = (width * (channels + (alpha ? 1 : 0)) * bits + 7) / 8;
    byte[] lines = new byte[height * (1 + lineBytes)]; // each begins with its filter: none
    for (int y = 0; y < height; y++) {
      int bit = 8 * (y * (1 + lineBytes) + 1);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++, bit += bits) {
          put(lines, bit, bits, values[y * width + x]);
        }
        if (alpha) {
          put(lines, bit, bits, (1 << bits) - 1);
          bit += bits;
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    out.writeBytes(chunk("IHDR", header.put((byte) bits).put((byte) colourType).array()));
    if (colourType == PALETTE) {
      out.writeBytes(chunk("PLTE", colours));
    }
    out.writeBytes(chunk("IDAT", deflated(lines)));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  private static void put(byte[] into, int bit, int bits, int value) {
    for (int i = 0; i < bits; i++) {
      int at = bit + i;
      into[at / 8] |= (byte) ((value >> (bits - 1 - i) & 1) << (7 - at % 8));
    }
  }

  /** Bytes as zlib packs them. */
  public static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] into = new byte[bytes.length + 100];
    int length = deflater.deflate(into);
    deflater.end();
    return Arrays.copyOf(into, length);
  }

  /** A chunk with its length and checksum. */
  static byte[] chunk(String type, byte[] data) {
    byte[] named = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(named);
    sum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(named)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  /** A PNG that claims another size, rightly summed. */
  public static byte[] claiming(byte[] png, int width, int height) {
    byte[] header = Arrays.copyOfRange(png, HEADER + 8, HEADER + 8 + 13);
    ByteBuffer.wrap(header).putInt(width).putInt(height);
    byte[] result = png.clone();
    byte[] chunk = chunk("IHDR", header);
    System.arraycopy(chunk, 0, result, HEADER, chunk.length);
    return result;
  }
}
