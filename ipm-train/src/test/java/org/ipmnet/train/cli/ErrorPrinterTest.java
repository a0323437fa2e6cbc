// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One line without {@code --debug}, the stack trace below it with. */
class ErrorPrinterTest {
  private static List<String> said(int exitCode, String... arguments) {
    StringWriter err = new StringWriter();
    assertEquals(
        exitCode, IpmCommand.commandLine().setErr(new PrintWriter(err, true)).execute(arguments));
    return err.toString().lines().toList();
  }

  @Test
  void oneLineOtherwise() {
    assertEquals(
        List.of("ipm: nowhere does not exist or is no folder; check the path"),
        said(2, "data", "check", "nowhere"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--debug data check nowhere",
        "data --debug check nowhere",
        "data check nowhere --debug"
      })
  void anywhereOnTheLine(String line) {
    List<String> said = said(2, line.split(" "));
    assertEquals("ipm: nowhere does not exist or is no folder; check the path", said.get(0));
    assertTrue(said.get(1).startsWith("org.ipmnet.core.UserError: nowhere"), said.toString());
    assertTrue(said.stream().anyMatch(s -> s.contains("DataCheckCommand.call")), said.toString());
  }

  @Test
  void causesAreShown(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("broken.yaml");
    Files.writeString(config, "batch: [1\n");
    Stream<String> said =
        said(2, "train", "--config", config.toString(), "--dry-run", "--debug").stream();
    assertTrue(said.anyMatch(line -> line.startsWith("Caused by: ")));
  }

  @Test
  void linesThatCannotBeParsed() {
    assertEquals(1, said(2, "train", "--confg", "x").size());
    List<String> said = said(2, "train", "--confg", "x", "--debug");
    assertTrue(said.get(1).contains("UnmatchedArgumentException"), said.toString());
  }
}
