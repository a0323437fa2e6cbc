// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.ipmnet.core.UserError;

/**
 * Writes a file so that a reader, or a crash at any moment, finds either the old content or the new
 * one: written aside, synced to disk, moved into place, directory synced where that is possible.
 */
public final class AtomicFile {
  private static final String ASIDE_SUFFIX = ".part";
  private static final AtomicLong WRITES = new AtomicLong();

  private AtomicFile() {}

  /** Produces a file's bytes. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything to {@code out}, which is buffered and is closed by the caller.
     *
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Makes a move within a folder last. */
  @FunctionalInterface
  interface FolderSync {
    void sync(Path folder) throws IOException;
  }

  /**
   * Writes {@code file}, replacing one that is there. Whatever {@code content} throws leaves the
   * old file as it was and nothing beside it.
   *
   * @throws UserError naming the file and the cause (no such folder, no permission, disk full)
   */
  public static void write(Path file, Content content) {
    write(file, content, AtomicFile::syncFolder);
  }

  static void write(Path file, Content content, FolderSync folderSync) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new UserError("%s cannot be written: it is a folder", file);
    }
    Path aside = folder.resolve(asideName(target));
    try {
      writeAndSync(aside.toFile(), content);
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(aside, e);
      throw new UserError(e, "%s cannot be written: %s", file, reason(e));
    } catch (RuntimeException | Error e) {
      discard(aside, e);
      throw e;
    }
    try {
      folderSync.sync(folder);
    } catch (IOException e) {
      // Nothing to tell: the file is whole and in its place. A folder cannot be synced on Windows,
      // where it may not be read, and on some network and FUSE file systems; there a power cut, and
      // nothing less, may bring the old file back.
    }
  }

  /** Writes bytes; see {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /** Writes text as UTF-8; see {@link #write(Path, Content)}. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a folder and those above it, where they are not there.
   *
   * @throws UserError if that fails
   */
  public static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be made: %s", folder, reason(e));
    }
  }

  /**
   * Deletes what killed processes left half-written in a folder. Call it only while no other
   * process writes there.
   *
   * @throws UserError if the folder cannot be read or a leftover cannot be deleted
   */
  public static void removeLeftovers(Path folder) {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + ASIDE_SUFFIX)) {
      for (Path leftover : leftovers) {
        deleteAside(leftover);
      }
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be tidied up: %s", folder, reason(e));
    }
  }

  /** Why a file operation failed, in a few words without the path, for a one-line message. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().lines().findFirst().orElse("");
  }

  // Process id and counter keep two writers of one file, in one process or two, apart.
  static String asideName(Path target) {
    return String.format(
        Locale.ROOT,
        ".%s.%d-%d%s",
        target.getFileName(),
        ProcessHandle.current().pid(),
        WRITES.incrementAndGet(),
        ASIDE_SUFFIX);
  }

  // A plain stream, not a FileChannel: an interrupted thread would find its channel closed, and a
  // checkpoint written because of a stop request must be finished.
  private static void writeAndSync(File aside, Content content) throws IOException {
    if (!aside.getParentFile().isDirectory()) {
      throw new NoSuchFileException(aside.getParent());
    }
    try (FileOutputStream file = new FileOutputStream(aside)) {
      OutputStream out = new BufferedOutputStream(file, 1 << 16);
      content.writeTo(out);
      out.flush();
      file.getFD().sync();
    }
  }

  // Without this a power cut may forget the move.
  private static void syncFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Deletes what was written aside: a file, or a folder of files. */
  private static void deleteAside(Path aside) throws IOException {
    if (Files.isDirectory(aside, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(aside)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
    Files.deleteIfExists(aside);
  }

  static void discard(Path aside, Throwable failure) {
    try {
      deleteAside(aside);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
