// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class OutsideFolderTest {
  @TempDir Path root;

  @Test
  void whatIsNamedMustBeThere() {
    assertThrows(
        AssertionFailedError.class, () -> OutsideFolder.GOLDEN.resolve(root, "mistyped", "blocks"));
    assertThrows(
        AssertionFailedError.class,
        () -> OutsideFolder.GOLDEN.resolve(root, root.toString(), "blocks"));
  }

  @Test
  void whatIsNotNamedMayBeAbsent() {
    assertThrows(
        TestAbortedException.class, () -> OutsideFolder.GOLDEN.resolve(root, null, "blocks"));
  }

  @Test
  void aRelativeNameBeginsAtTheRoot() throws IOException {
    Path blocks = Files.createDirectories(root.resolve("given/blocks"));
    assertEquals(blocks, OutsideFolder.GOLDEN.resolve(root, "given", "blocks"));
  }
}
