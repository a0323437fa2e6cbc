// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/** The folder that results go to: never one that is read from, and full only if that is wanted. */
public final class OutputFolder {
  private OutputFolder() {}

  /**
   * Makes a folder ready that must be new or empty.
   *
   * @param inputs files and folders that are read; nulls are ignored
   * @throws UserError if it holds files, is read from, or cannot be made
   */
  public static void prepareEmpty(Path out, List<Path> inputs) {
    requireUsable(out, inputs, false, "");
    create(out);
  }

  /**
   * Makes the folder ready.
   *
   * @param inputs files and folders that are read; nulls are ignored
   * @param overwrite whether it may hold files already
   * @throws UserError if it is in use for something else, or cannot be made
   */
  public static void prepare(Path out, List<Path> inputs, boolean overwrite) {
    requireUsable(out, inputs, overwrite);
    create(out);
  }

  private static void create(Path out) {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw unusable(out, e);
    }
  }

  /**
   * The same check without making anything, for those who may find nothing to write.
   *
   * @throws UserError as {@link #prepare}
   */
  public static void requireUsable(Path out, List<Path> inputs, boolean overwrite) {
    requireUsable(out, inputs, overwrite, ", or replace files of equal name (--force)");
  }

  private static void requireUsable(
      Path out, List<Path> inputs, boolean overwrite, String otherwise) {
    for (Path input : inputs) {
      if (input != null
          && isSame(out, Files.isDirectory(input) ? input : input.toAbsolutePath().getParent())) {
        throw new UserError(
            "%s holds the photos or maps that are read; choose another output folder", out);
      }
    }
    try {
      if (!overwrite && Files.exists(out) && holdsFiles(out)) {
        throw new UserError("output folder %s is not empty; choose another%s", out, otherwise);
      }
    } catch (IOException e) {
      throw unusable(out, e);
    }
  }

  private static UserError unusable(Path out, IOException e) {
    return new UserError(e, "output folder %s cannot be used: %s", out, AtomicFile.reason(e));
  }

  private static boolean holdsFiles(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isPresent();
    }
  }

  private static boolean isSame(Path out, Path input) {
    try {
      return Files.exists(out) && Files.exists(input) && Files.isSameFile(out, input);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", input, AtomicFile.reason(e));
    }
  }
}
