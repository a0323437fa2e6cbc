// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.train.loop.Progress;

/** What commands tell at their end. */
final class Console {
  private Console() {}

  /** Whether somebody watches: then progress is a moving bar. */
  static boolean isTerminal() {
    return System.console() != null;
  }

  /** Says how far a run came and how to go on. */
  static void told(Progress reached, Path run) {
    System.out.printf(
        Locale.ROOT,
        "%d of %d iterations; report: %s%n",
        reached.iteration(),
        reached.iterations(),
        run.resolve("report.html"));
    if (!reached.finished()) {
      System.out.printf(
          Locale.ROOT, "stopped; go on with: ipm resume %s%n", pasteable(run.toString()));
    }
  }

  /** An argument as a shell reads it. */
  static String pasteable(String argument) {
    return argument.matches("[\\w./:@%+,=-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
