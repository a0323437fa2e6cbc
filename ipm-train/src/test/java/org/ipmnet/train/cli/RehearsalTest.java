// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @Test
  void drawnFacesAreFoundAndMadeUp(@TempDir Path folder) throws IOException {
    assertEquals(0, Rehearsal.run(folder));
    assertTrue(Files.exists(folder.resolve("results/target__look.jpg")));
    assertTrue(Files.exists(folder.resolve("results/target__look.png")));
  }
}
