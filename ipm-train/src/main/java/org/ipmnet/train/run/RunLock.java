// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * A lock of the operating system on a file that also names its holder. The system releases it when
 * the process ends, so a lock file left by {@code kill -9} locks nothing.
 */
public final class RunLock implements AutoCloseable {
  // Far behind the text: on Windows, where locks are mandatory, the pid must stay readable.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  // A POSIX lock belongs to the whole process, and closing any second channel to the file releases
  // it: folders that this process holds are looked up here before a channel is opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private RunLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder that exists.
   *
   * @throws UserError naming the holder if it is taken, or the cause if the file cannot be written
   */
  public static RunLock acquire(RunLayout layout) {
    try {
      Path key = layout.root().toRealPath();
      if (!HELD.add(key)) {
        throw inUse(layout, Long.toString(ProcessHandle.current().pid()));
      }
      boolean locked = false;
      try {
        FileChannel channel = lock(layout);
        locked = true;
        return new RunLock(key, channel);
      } finally {
        if (!locked) {
          HELD.remove(key);
        }
      }
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be locked: %s", layout.root(), AtomicFile.reason(e));
    }
  }

  /** Whether nobody holds the folder now. */
  public static boolean isFree(RunLayout layout) {
    try {
      if (!Files.exists(layout.lock())) {
        return true;
      }
      if (HELD.contains(layout.root().toRealPath())) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(layout.lock(), StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
        return lock != null;
      }
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be locked: %s", layout.root(), AtomicFile.reason(e));
    }
  }

  private static FileChannel lock(RunLayout layout) throws IOException {
    FileChannel channel =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw inUse(layout, Files.readString(layout.lock()).strip());
      }
      String pid = ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (IOException | RuntimeException | Error e) {
      try (channel) {
        throw e;
      }
    }
  }

  private static UserError inUse(RunLayout layout, String pid) {
    return new UserError(
        "run folder %s is in use by process %s; stop that one first or choose another folder",
        layout.root(), pid.isEmpty() ? "(unknown)" : pid);
  }

  /** Gives the lock up; the file stays, since deleting it would race with the next holder. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(key);
    }
  }
}
