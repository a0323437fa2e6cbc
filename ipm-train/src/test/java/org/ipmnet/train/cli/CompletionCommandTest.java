// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir private Path folder;

  private List<String> completed(String line) throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    StringWriter script = new StringWriter();
    assertEquals(0, IpmCommand.commandLine().setOut(new PrintWriter(script)).execute("completion"));
    Path file = Files.writeString(folder.resolve("completion"), script.toString());
    String words =
        String.format(
            Locale.ROOT, "COMP_WORDS=(%s); COMP_CWORD=%d", line, line.split(" ").length - 1);
    String ask = "source '%s'; %s; _complete_ipm; printf '%%s\\n' \"${COMPREPLY[@]}\"";
    Process bash =
        new ProcessBuilder(
                "/bin/bash", "--norc", "-c", String.format(Locale.ROOT, ask, file, words))
            .redirectErrorStream(true)
            .start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @Test
  void bashCompletesCommands() throws IOException {
    List<String> all = completed("ipm t");
    assertEquals(List.of("transfer", "train", "train-parser", "table"), all);
    assertFalse(completed("ipm ab").contains("ablate-run"));
  }

  @Test
  void bashCompletesOptions() throws IOException {
    List<String> options = completed("ipm transfer --a");
    assertTrue(options.containsAll(List.of("--all-faces", "--alpha")), options.toString());
  }
}
