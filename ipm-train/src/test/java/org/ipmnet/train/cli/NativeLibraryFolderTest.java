// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryFolderTest {
  @TempDir private Path folder;

  @Test
  void theFirstThatCanBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file")); // root may write any folder
    Path good = folder.resolve("made/here");
    assertEquals(
        good, NativeLibraryFolder.firstOf(List.of(file.resolve("x"), good, folder.resolve("y"))));
    try (Stream<Path> left = Files.list(good)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void noneIsOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    UserError error =
        assertThrows(
            UserError.class, () -> NativeLibraryFolder.firstOf(List.of(file.resolve("x"))));
    assertTrue(error.getMessage().contains(file.resolve("x") + " cannot be written"));
    assertTrue(error.getMessage().contains("HOME"));
    assertEquals(1, error.getMessage().lines().count());
  }
}
