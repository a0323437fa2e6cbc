// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * Where JavaCPP unpacks native libraries. It would take the first folder that can be written; here
 * it is one from which they can be loaded too, and where nobody else has put any.
 */
final class NativeLibraryFolder {
  private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativeLibraryFolder() {}

  /**
   * Chooses the folder for this process, unless the user has named one.
   *
   * @throws UserError if neither the home folder, nor the one for temporary files, nor the
   *     program's own will do
   */
  static void choose() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, firstOf(candidates()).toString());
    }
  }

  private static List<Path> candidates() {
    String program =
        System.getProperty("java.class.path").split(System.getProperty("path.separator"))[0];
    return List.of(
        Path.of(System.getProperty("user.home"), ".javacpp", "cache"),
        Path.of(System.getProperty("java.io.tmpdir"), "ipm-" + System.getProperty("user.name")),
        Path.of(program).toAbsolutePath().resolveSibling("native"));
  }

  /** The first folder that will do; it is made. */
  static Path firstOf(List<Path> folders) {
    List<String> faults = new ArrayList<>();
    for (Path folder : folders) {
      if (!folder.isAbsolute()) { // Java's "?" for a home that nobody knows
        continue;
      }
      Optional<String> fault = fault(folder);
      if (fault.isEmpty()) {
        return folder;
      }
      faults.add(String.format(Locale.ROOT, "%s %s", folder, fault.get()));
    }
    throw new UserError(
        "native libraries cannot be unpacked: %s; let the variable HOME name a folder that can be written",
        String.join(", ", faults));
  }

  private static Optional<String> fault(Path folder) {
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, "ipm", null, forItsOwner());
      try {
        if (!Files.isExecutable(probe)) {
          return Optional.of("lies where no program may be run from (noexec)");
        }
        return Files.getOwner(folder).equals(Files.getOwner(probe))
            ? Optional.empty()
            : Optional.of("is somebody else's");
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      return Optional.of(
          String.format(Locale.ROOT, "cannot be written (%s)", AtomicFile.reason(e)));
    }
  }

  private static FileAttribute<?>[] forItsOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
