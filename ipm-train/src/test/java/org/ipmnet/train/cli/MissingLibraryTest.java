// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MissingLibraryTest {
  private static final UnsatisfiedLinkError MISSING =
      new UnsatisfiedLinkError("no jniopencv_core in java.library.path\nand more");

  @Command(name = "photos")
  static final class Photos implements Callable<Integer> {
    private final Error error;

    Photos(Error error) {
      this.error = error;
    }

    @Override
    public Integer call() {
      throw error;
    }
  }

  private static CommandLine ending(Error error, StringWriter complaints) {
    return IpmCommand.commandLine()
        .addSubcommand(new Photos(error))
        .setErr(new PrintWriter(complaints));
  }

  private static Stream<Error> missing() {
    return Stream.of(
        MISSING,
        // as ND4J throws it
        new ExceptionInInitializerError(new RuntimeException("ND4J is probably ...", MISSING)));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void aMissingLibraryIsOneLine(Error error) {
    StringWriter complaints = new StringWriter();
    assertEquals(2, ending(error, complaints).execute("photos"));
    assertEquals(1, complaints.toString().lines().count(), complaints.toString());
    assertTrue(
        complaints
            .toString()
            .startsWith(
                "ipm: a native library cannot be loaded (no jniopencv_core in java.library.path);"),
        complaints.toString());
  }

  @Test
  void anotherFaultOfAClassIsABug() {
    Error bug = new ExceptionInInitializerError(new NullPointerException());
    CommandLine command = ending(bug, new StringWriter());
    assertSame(bug, assertThrows(Error.class, () -> command.execute("photos")));
  }
}
