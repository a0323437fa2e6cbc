// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
  private static final int LENGTH = (2 << 20) + 5; // more than two chunks

  @TempDir Path folder;
  private final byte[] content = new byte[LENGTH];
  private Path file;

  @BeforeEach
  void write() throws IOException {
    new SplittableRandom(1).nextBytes(content);
    file = Files.write(folder.resolve("a"), content);
  }

  @Test
  void anyPlaceUpToTheEnd() {
    try (FileBytes bytes = FileBytes.open(file)) {
      assertEquals(LENGTH, bytes.length());
      assertEquals(content[7], bytes.read(7, 1).get());
      assertEquals(content[LENGTH - 1], bytes.read(LENGTH - 2, 2).get(1));
      assertEquals(0, bytes.read(LENGTH, 0).remaining());
    }
  }

  @Test
  void whatLiesBeyondTheEndIsRefused() {
    try (FileBytes bytes = FileBytes.open(file)) {
      MalformedFile error = assertThrows(MalformedFile.class, () -> bytes.read(LENGTH - 2, 3));
      assertEquals(
          String.format(
              Locale.ROOT, "byte %d is behind its end at %d: is it cut off?", LENGTH + 1, LENGTH),
          error.getMessage());
      assertThrows(MalformedFile.class, () -> bytes.read(Long.MAX_VALUE, 1));
      assertThrows(MalformedFile.class, () -> bytes.read(-1, 1));
      assertThrows(MalformedFile.class, () -> bytes.read(0, -1));
    }
  }

  @Test
  void aChecksumIsOfItsRangeAlone() {
    try (FileBytes bytes = FileBytes.open(file)) {
      for (int[] range : new int[][] {{0, LENGTH}, {3, LENGTH - 3}, {5, 1 << 20}, {9, 0}}) {
        CRC32 expected = new CRC32();
        expected.update(content, range[0], range[1]);
        assertEquals(expected.getValue(), bytes.checksum(new CRC32(), range[0], range[1]));
      }
    }
  }

  @Test
  void aFileThatShrinksIsNamed() throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      Files.write(file, new byte[3]);
      UserError error = assertThrows(UserError.class, () -> bytes.read(0, 5));
      assertTrue(error.getMessage().startsWith("weight file " + file + " cannot be read: "));
    }
  }

  @Test
  void whatIsNoFileIsNamed() {
    UserError error = assertThrows(UserError.class, () -> FileBytes.open(folder));
    assertEquals(
        String.format(Locale.ROOT, "weight file %s is a folder; name a file", folder),
        error.getMessage());
    Path absent = folder.resolve("absent");
    error = assertThrows(UserError.class, () -> FileBytes.open(absent));
    assertEquals(
        String.format(Locale.ROOT, "weight file %s does not exist", absent), error.getMessage());
  }
}
