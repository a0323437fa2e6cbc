// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A range of a file as a stream that knows where it is and how much is left. */
final class PickleInput extends InputStream {
  private static final int CHUNK = 1 << 16;

  private final FileBytes file;
  private final long end;
  private long position; // in the file, of the next byte
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  PickleInput(FileBytes file, long begin, long end) {
    this.file = file;
    this.position = begin;
    this.end = end;
  }

  long position() {
    return position;
  }

  @Override
  public int read() {
    if (!fill()) {
      return -1;
    }
    position++;
    return chunk.get() & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(count, chunk.remaining());
    chunk.get(into, offset, n);
    position += n;
    return n;
  }

  private boolean fill() {
    if (!chunk.hasRemaining() && position < end) {
      chunk = file.read(position, (int) Math.min(CHUNK, end - position));
    }
    return chunk.hasRemaining();
  }

  /** A little-endian number of up to 8 bytes; negative only if 8 bytes say so. */
  long unsigned(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int b = read();
      if (b < 0) {
        throw new MalformedFile("it ends in the middle: is it cut off?");
      }
      value |= (long) b << (8 * i);
    }
    return value;
  }

  /**
   * Checks that so many bytes are left.
   *
   * @throws MalformedFile if not
   */
  void require(long count) {
    if (count < 0 || count > end - position) {
      throw new MalformedFile(
          "it promises %s bytes at byte %d and has %d left: is it cut off?",
          Long.toUnsignedString(count), position, end - position);
    }
  }

  /** The next bytes. */
  byte[] bytes(int count) {
    require(count);
    byte[] bytes = new byte[count];
    for (int n = 0; n < count; ) {
      n += read(bytes, n, count - n);
    }
    return bytes;
  }

  /** The next bytes as a range of the file, which is left behind unread. */
  Storage.InFile range(long count) {
    require(count);
    Storage.InFile range = new Storage.InFile(file, position, count);
    if (count <= chunk.remaining()) {
      chunk.position(chunk.position() + (int) count);
    } else {
      chunk.position(chunk.limit());
    }
    position += count;
    return range;
  }

  /** What comes next, a character a byte; nothing of it is taken. */
  String ahead(int most) {
    ByteBuffer bytes = file.read(position, (int) Math.min(most, end - position));
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }

  /**
   * Checks that a line ends within the next bytes.
   *
   * @throws MalformedFile if not
   */
  void requireLine(int longest) {
    for (long at = position; at < Math.min(end, position + longest); ) {
      ByteBuffer ahead = file.read(at, (int) Math.min(256, Math.min(end, position + longest) - at));
      while (ahead.hasRemaining()) {
        if (ahead.get() == '\n') {
          return;
        }
      }
      at += ahead.limit();
    }
    throw new MalformedFile("a line at byte %d does not end", position);
  }
}
