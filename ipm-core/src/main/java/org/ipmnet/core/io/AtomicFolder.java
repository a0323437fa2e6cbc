// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;

/** Makes a folder of files so that it is there with all of them or not at all. */
public final class AtomicFolder {
  private AtomicFolder() {}

  /**
   * Makes {@code folder}. Whatever {@code content} throws leaves nothing behind.
   *
   * @param content writes files, and no folders, into the folder that it is given
   * @throws UserError naming the folder and the cause, also if it exists
   */
  public static void write(Path folder, Consumer<Path> content) {
    Path target = folder.toAbsolutePath();
    if (Files.exists(target)) {
      throw new UserError("%s exists already; name a new folder", folder);
    }
    Path aside = target.resolveSibling(AtomicFile.asideName(target));
    try {
      Files.createDirectory(aside);
      content.accept(aside);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(aside, e);
      throw new UserError(e, "%s cannot be written: %s", folder, AtomicFile.reason(e));
    } catch (RuntimeException | Error e) {
      discard(aside, e);
      throw e;
    }
  }

  private static void discard(Path aside, Throwable failure) {
    try {
      if (Files.isDirectory(aside)) {
        try (Stream<Path> files = Files.list(aside)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(aside);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
