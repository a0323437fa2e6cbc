// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
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
      AtomicFile.discard(aside, e);
      throw new UserError(e, "%s cannot be written: %s", folder, AtomicFile.reason(e));
    } catch (UserError e) { // which names the folder aside
      AtomicFile.discard(aside, e);
      throw new UserError(e, "%s", e.getMessage().replace(aside.toString(), folder.toString()));
    } catch (RuntimeException | Error e) {
      AtomicFile.discard(aside, e);
      throw e;
    }
  }
}
