// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "zwölf");
    assertEquals("zwölf", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void theOldFileIsThereUntilTheNewOneIsComplete() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    AtomicFile.write(
        file,
        out -> {
          out.write("new".getBytes(StandardCharsets.UTF_8));
          out.flush();
          assertEquals("old", Files.readString(file));
        });
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aFullDiskNamesFileAndCauseAndLeavesTheOldContentAlone() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals(file + " cannot be written: No space left on device", error.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void aBugInTheContentPassesThroughAndLeavesNothing() throws IOException {
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                folder.resolve("a"),
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), names());
  }

  /** Windows, NFS and FUSE may refuse to sync a folder, some before it is open, some after. */
  @Test
  void aFileInItsPlaceIsWrittenWhetherItsFolderCanBeSyncedOrNot() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    for (IOException refusal :
        List.of(
            new AccessDeniedException(folder.toString()),
            new IOException("Invalid argument"),
            new ClosedByInterruptException())) {
      AtomicFile.write(
          file,
          out -> out.write("new".getBytes(StandardCharsets.UTF_8)),
          synced -> {
            assertEquals(folder, synced);
            assertEquals("new", Files.readString(file), "only what is in place is synced");
            throw refusal;
          });
      assertEquals("new", Files.readString(file));
      assertEquals(List.of("a.txt"), names());
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("absent/a.txt");
    UserError error = assertThrows(UserError.class, () -> AtomicFile.write(file, "x"));
    assertEquals(file + " cannot be written: no such file or folder", error.getMessage());
  }

  @Test
  void aFolderInTheWayIsRefused() {
    UserError error = assertThrows(UserError.class, () -> AtomicFile.write(folder, "x"));
    assertEquals(folder + " cannot be written: it is a folder", error.getMessage());
  }

  @Test
  void anInterruptedThreadStillWrites() throws IOException {
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(folder.resolve("a"), "x");
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt must stay visible to the caller");
    }
    assertEquals("x", Files.readString(folder.resolve("a")));
  }

  @Test
  void leftoversOfAKilledWriterAreRemovedAndNothingElse() throws IOException {
    Files.writeString(folder.resolve(".a.txt.123-4.part"), "half");
    Path half = Files.createDirectory(folder.resolve(".made.123-5.part"));
    Files.writeString(half.resolve("generator.zip"), "half of a folder");
    Files.writeString(folder.resolve("kept.part"), "a user's file");
    AtomicFile.removeLeftovers(folder);
    assertEquals(List.of("kept.part"), names());
    assertFalse(Files.exists(folder.resolve(".a.txt.123-4.part")));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }
}
