// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  @Test
  void aPlainPathStaysAsItIs() {
    assertEquals("runs/demo-2", Console.pasteable("runs/demo-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run 5 x", "it's", "a$HOME", "a;b", "*", "\"quoted\"", "a\\b"})
  void aShellReadsThePathBack(String path) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + Console.pasteable(path))
            .redirectErrorStream(true)
            .start();
    assertEquals(path, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
