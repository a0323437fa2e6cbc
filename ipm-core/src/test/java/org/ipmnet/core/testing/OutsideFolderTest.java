// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class OutsideFolderTest {
  @TempDir Path root;

  @Test
  void whatIsNamedMustBeThere() {
    assertThrows(
        AssertionFailedError.class, () -> OutsideFolder.GOLDEN.find(root, "mistyped", "blocks"));
    assertThrows(
        AssertionFailedError.class,
        () -> OutsideFolder.GOLDEN.find(root, root.toString(), "blocks"));
  }

  @Test
  void whatIsNotNamedMayBeAbsent() {
    assertEquals(
        Optional.empty(), OutsideFolder.GOLDEN.find(root.resolve("repository"), null, "blocks"));
  }

  @Test
  void aRelativeNameBeginsAtTheRoot() throws IOException {
    Path blocks = Files.createDirectories(root.resolve("given/blocks"));
    assertEquals(Optional.of(blocks), OutsideFolder.GOLDEN.find(root, "given", "blocks"));
  }
}
