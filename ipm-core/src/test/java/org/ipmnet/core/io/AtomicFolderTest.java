// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir Path folder;

  @Test
  void theFolderAppearsWithAllFiles() throws IOException {
    Path made = folder.resolve("made");
    AtomicFolder.write(
        made,
        aside -> {
          assertFalse(Files.exists(made), "not yet");
          AtomicFile.write(aside.resolve("a"), "one");
          AtomicFile.write(aside.resolve("b"), "two");
        });
    assertEquals("one", Files.readString(made.resolve("a")));
    assertEquals("two", Files.readString(made.resolve("b")));
    assertEquals(1, files());
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    IllegalStateException failure = new IllegalStateException("half-way");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                AtomicFolder.write(
                    folder.resolve("made"),
                    aside -> {
                      AtomicFile.write(aside.resolve("a"), "one");
                      throw failure;
                    }));
    assertSame(failure, thrown);
    assertEquals(0, files());
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedInTheFolderThatIsMeant() throws IOException {
    Path made = folder.resolve("made");
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                AtomicFolder.write(
                    made, aside -> AtomicFile.write(aside.resolve("absent/a"), "one")));
    assertEquals(
        made.resolve("absent/a") + " cannot be written: no such file or folder",
        error.getMessage());
    assertEquals(0, files());
  }

  @Test
  void aFolderThatExistsStaysAsItIs() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    AtomicFile.write(there.resolve("a"), "one");
    UserError error = assertThrows(UserError.class, () -> AtomicFolder.write(there, aside -> {}));
    assertEquals(there + " exists already; name a new folder", error.getMessage());
    assertEquals("one", Files.readString(there.resolve("a")));
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path made = folder.resolve("absent/made");
    UserError error = assertThrows(UserError.class, () -> AtomicFolder.write(made, aside -> {}));
    assertEquals(made + " cannot be written: no such file or folder", error.getMessage());
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
