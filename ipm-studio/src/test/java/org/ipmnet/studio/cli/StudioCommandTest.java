// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.train.cli.FrontEnd;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StudioCommandTest {

  @Test
  void ipmHasItAsSoonAsItIsThere() {
    assertEquals(List.of(StudioCommand.class), FrontEnd.commands().toList());
  }

  private static String refused(String... arguments) {
    StudioCommand command = new StudioCommand();
    new CommandLine(command).parseArgs(arguments);
    return assertThrows(UserError.class, command::call).getMessage();
  }

  /** Before anything is served, in a line that says what to give instead. */
  @Test
  void whatCannotBeOpenedIsTold() throws IOException {
    assertTrue(refused("--host", "no.such.host.invalid").contains("--host"));
    String nowhere = Path.of("no", "such", "run").toString();
    assertTrue(refused("--model", nowhere).contains(nowhere));
    assertTrue(refused("--run", nowhere).contains(nowhere));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertTrue(refused("--port", port).contains("port " + port));
    }
    assertTrue(refused("--port", "70000").contains("70000"));
  }
}
