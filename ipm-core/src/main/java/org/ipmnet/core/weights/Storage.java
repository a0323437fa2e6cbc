// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes that tensors lie in; several tensors may share one. */
interface Storage {
  /** How many bytes. */
  long length();

  /**
   * A part of it.
   *
   * @return little-endian, position 0; not to be written to
   * @throws MalformedFile if the file does not hold what it promised
   */
  ByteBuffer read(long from, int count);

  /** A range of a file. */
  record InFile(FileBytes file, long position, long length) implements Storage {
    /** Checks that it lies within the file. */
    public InFile {
      if (position < 0 || length < 0 || position > file.length() - length) {
        throw new MalformedFile(
            "%d bytes at byte %d do not fit into its %d: is it cut off?",
            length, position, file.length());
      }
    }

    @Override
    public ByteBuffer read(long from, int count) {
      return file.read(position + from, count);
    }
  }

  /** A few bytes in memory. */
  record InMemory(byte[] bytes) implements Storage {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public ByteBuffer read(long from, int count) {
      return ByteBuffer.wrap(bytes, Math.toIntExact(from), count)
          .slice()
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Bytes that stand in the file as UTF-8 text, one character a byte: Python 3's protocol 2. */
  record Latin1Text(InFile text, long length) implements Storage {
    private static final int CHUNK = 1 << 16;

    /** Counts the characters and checks that each is a byte. */
    static Latin1Text of(InFile text) {
      long characters = 0;
      for (long at = 0; at < text.length(); at += CHUNK) {
        ByteBuffer chunk = text.read(at, (int) Math.min(CHUNK, text.length() - at));
        while (chunk.hasRemaining()) {
          int b = chunk.get() & 0xff;
          if ((b & 0xc0) != 0x80) {
            characters++;
            if (b > 0xc3) {
              throw new MalformedFile("an array's text holds characters that are no bytes");
            }
          }
        }
      }
      return new Latin1Text(text, characters);
    }

    @Override
    public ByteBuffer read(long from, int count) {
      if (text.length() > Integer.MAX_VALUE - 8) {
        throw new MalformedFile("an array takes 2 GiB or more as text");
      }
      ByteBuffer in = text.read(0, (int) text.length());
      byte[] bytes = new byte[Math.toIntExact(length)];
      int n = 0;
      while (in.hasRemaining()) {
        int b = in.get() & 0xff;
        if (b >= 0x80) {
          if (!in.hasRemaining()) {
            throw new MalformedFile("an array's text ends within a character");
          }
          b = (b & 0x03) << 6 | in.get() & 0x3f;
        }
        if (n == bytes.length) {
          throw new MalformedFile("an array's text is not UTF-8");
        }
        bytes[n++] = (byte) b;
      }
      if (n != bytes.length) {
        throw new MalformedFile("an array's text is not UTF-8");
      }
      return new InMemory(bytes).read(from, count);
    }
  }
}
