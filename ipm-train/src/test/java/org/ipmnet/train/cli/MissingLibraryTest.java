// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MissingLibraryTest {
  @Command(name = "photos")
  static final class Photos implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new UnsatisfiedLinkError("no jniopencv_core in java.library.path\nand more");
    }
  }

  @Test
  void aMissingLibraryIsOneLine() {
    StringWriter complaints = new StringWriter();
    CommandLine command = IpmCommand.commandLine().addSubcommand(new Photos());
    command.setErr(new PrintWriter(complaints));
    assertEquals(2, command.execute("photos"));
    assertEquals(1, complaints.toString().lines().count(), complaints.toString());
    assertTrue(
        complaints
            .toString()
            .startsWith(
                "ipm: a native library cannot be loaded (no jniopencv_core in java.library.path);"),
        complaints.toString());
  }
}
