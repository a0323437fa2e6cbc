// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Checksum;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * A file with random access. Positional reads rather than a mapping: if another process shortens a
 * mapped file, the Java process crashes.
 */
final class FileBytes implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final long length;

  private FileBytes(Path file, FileChannel channel, long length) {
    this.file = file;
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens a file.
   *
   * @throws UserError if it is absent or cannot be read
   */
  static FileBytes open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          Files.isDirectory(file)
              ? "weight file %s is a folder; name a file"
              : "weight file %s does not exist",
          file);
    }
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new FileBytes(file, channel, channel.size());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UserError unreadable(Path file, IOException e) {
    return new UserError(e, "weight file %s cannot be read: %s", file, AtomicFile.reason(e));
  }

  Path path() {
    return file;
  }

  long length() {
    return length;
  }

  /**
   * Bytes as a little-endian buffer.
   *
   * @throws MalformedFile if they lie beyond the file's end
   * @throws UserError if they cannot be read
   */
  ByteBuffer read(long position, int count) {
    if (position < 0 || count < 0 || position > length - count) {
      throw new MalformedFile(
          "byte %d is behind its end at %d: is it cut off?", position + count, length);
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          throw new EOFException("it became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return buffer.flip();
  }

  /** The checksum of a range, of the kind that is given fresh. */
  long checksum(Checksum checksum, long position, long count) {
    for (long at = 0; at < count; at += CHUNK) {
      checksum.update(read(position + at, (int) Math.min(CHUNK, count - at)));
    }
    return checksum.getValue();
  }

  /** An error of this file. */
  UserError error(String format, MalformedFile e) {
    return new UserError(e, "%s is not a usable %s: %s", file, format, e.getMessage());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // only read from: nothing can be lost
    }
  }
}
