// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A version 1 {@code .npy} file in C order.
 *
 * @param dtype NumPy's name of the elements' type
 * @param data the elements, little endian
 */
public record Npy(String dtype, ByteBuffer data) {
  private static final int MAGIC = 10; // bytes before the description

  public static Npy read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = Short.toUnsignedInt(bytes.getShort(MAGIC - 2));
      String description = new String(bytes.array(), MAGIC, header, StandardCharsets.US_ASCII);
      if (!description.contains("'fortran_order': False")) {
        throw new IllegalArgumentException(file + " is not in C order");
      }
      ByteBuffer data = bytes.position(MAGIC + header).slice().order(ByteOrder.LITTLE_ENDIAN);
      return new Npy(description.replaceFirst("(?s).*'descr': '([^']*)'.*", "$1"), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All elements. */
  public double[] values() {
    ByteBuffer buffer = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int bytes =
        switch (dtype) {
          case "|u1" -> 1;
          case "<f4" -> 4;
          case "<f8", "<i8" -> 8;
          default -> throw new IllegalArgumentException("elements of type " + dtype);
        };
    double[] values = new double[buffer.remaining() / bytes];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (dtype) {
            case "|u1" -> buffer.get() & 0xFF;
            case "<f4" -> buffer.getFloat();
            case "<f8" -> buffer.getDouble();
            default -> buffer.getLong();
          };
    }
    return values;
  }

  /** The bytes of a file of one dimension, float32. */
  static byte[] file(float[] values) {
    String description =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d,), }",
            values.length);
    int header = (MAGIC + description.length() + 64) / 64 * 64 - MAGIC;
    ByteBuffer file =
        ByteBuffer.allocate(MAGIC + header + Float.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) 1).put((byte) 0).putShort((short) header);
    file.put(description.getBytes(StandardCharsets.US_ASCII));
    while (file.position() < MAGIC + header - 1) {
      file.put((byte) ' ');
    }
    file.put((byte) '\n');
    file.asFloatBuffer().put(values);
    return file.array();
  }

  /** The number of elements of an array. */
  static int length(long[] shape) {
    int length = 1;
    for (long side : shape) {
      length = Math.multiplyExact(length, Math.toIntExact(side));
    }
    return length;
  }
}
