// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.util.List;
import picocli.CommandLine.ParseResult;

/** Whether an error that is told in one line shows its stack trace too. */
final class DebugOption {
  static final String NAME = "--debug";
  private static final boolean IN_THE_ENVIRONMENT = "1".equals(System.getenv("IPM_DEBUG"));

  private DebugOption() {}

  /** Whether it is asked for, behind whatever command of the line. */
  static boolean isGiven(ParseResult parsed) {
    return IN_THE_ENVIRONMENT
        || parsed.asCommandLineList().stream()
            .anyMatch(command -> command.getParseResult().hasMatchedOption(NAME));
  }

  /** The same for a line that cannot be parsed. */
  static boolean isGiven(String[] arguments) {
    return IN_THE_ENVIRONMENT || List.of(arguments).contains(NAME);
  }
}
