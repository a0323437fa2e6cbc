// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The first directory of a TIFF file; EXIF data have the same form. */
final class TiffDirectory {
  private static final int CLASSIC = 42;
  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  /** An entry: {@code at} is where its values begin, within the data. */
  private record Entry(int type, int count, int at) {}

  private final ByteBuffer data;
  private final Map<Integer, Entry> entries;

  private TiffDirectory(ByteBuffer data, Map<Integer, Entry> entries) {
    this.data = data;
    this.entries = entries;
  }

  /**
   * Reads it.
   *
   * @return nothing if the data do not begin as TIFF, or end before the directory does; entries
   *     that point out of the data are left out
   */
  static Optional<TiffDirectory> first(ByteBuffer whole) {
    ByteBuffer data = whole.duplicate();
    if (data.limit() < HEADER) {
      return Optional.empty();
    }
    short order = data.getShort(0);
    if (order != 0x4949 && order != 0x4D4D) {
      return Optional.empty();
    }
    data.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long start = Integer.toUnsignedLong(data.getInt(4));
    if (data.getShort(2) != CLASSIC || start < HEADER || start + 2 > data.limit()) {
      return Optional.empty();
    }
    int count = Short.toUnsignedInt(data.getShort((int) start));
    if (start + 2 + (long) count * ENTRY > data.limit()) {
      return Optional.empty();
    }
    Map<Integer, Entry> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int at = (int) start + 2 + i * ENTRY;
      int type = Short.toUnsignedInt(data.getShort(at + 2));
      long values = Integer.toUnsignedLong(data.getInt(at + 4));
      long length = values * size(type);
      long place = length <= 4 ? at + 8 : Integer.toUnsignedLong(data.getInt(at + 8));
      if (length > 0 && place + length <= data.limit()) {
        entries.putIfAbsent(
            Short.toUnsignedInt(data.getShort(at)), new Entry(type, (int) values, (int) place));
      }
    }
    return Optional.of(new TiffDirectory(data, entries));
  }

  /** Bytes of a value; 0 for types that nobody asks for. */
  private static int size(int type) {
    return switch (type) {
      case BYTE, UNDEFINED -> 1;
      case SHORT -> 2;
      case LONG -> 4;
      default -> 0;
    };
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** The first value of an entry of whole numbers. */
  long number(int tag, long otherwise) {
    Entry entry = entries.get(tag);
    if (entry == null) {
      return otherwise;
    }
    return switch (entry.type) {
      case SHORT -> Short.toUnsignedInt(data.getShort(entry.at));
      case LONG -> Integer.toUnsignedLong(data.getInt(entry.at));
      default -> data.get(entry.at) & 0xFF;
    };
  }

  /** The values of an entry of bytes; null if there is none. */
  byte[] bytes(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || size(entry.type) != 1) {
      return null;
    }
    byte[] values = new byte[entry.count];
    data.get(entry.at, values);
    return values;
  }
}
