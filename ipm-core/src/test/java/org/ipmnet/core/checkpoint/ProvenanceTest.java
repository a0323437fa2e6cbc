// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
  @TempDir Path folder;

  @Test
  void describesThisMachineAndComesBackFromItsFile() {
    Provenance here = Provenance.here("sha256:ab", 7, Instant.parse("2026-01-02T03:04:05Z"));
    assertEquals("1.0.0-M2.1", here.nd4j());
    assertEquals(7, here.seed());
    assertEquals("2026-01-02T03:04:05Z", here.started());
    assertTrue(here.threads() >= 1, here.toString());
    assertTrue(here.java().startsWith(System.getProperty("java.version")), here.java());
    assertTrue(here.backend().matches("\\w+, \\w+"), here.backend());
    Path file = folder.resolve("provenance.json");
    here.writeTo(file);
    assertEquals(here, Provenance.read(file));
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("p.json"), "{\"ipm\":");
    UserError error = assertThrows(UserError.class, () -> Provenance.read(file));
    assertEquals(file + " is not a provenance file", error.getMessage());
    assertThrows(UserError.class, () -> Provenance.read(folder.resolve("absent")));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    UserError error = assertThrows(UserError.class, () -> Provenance.read(folder));
    assertTrue(error.getMessage().startsWith(folder + " cannot be read: "), error.getMessage());
  }
}
