// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

/** The entry point of the {@code ipm} launcher. */
public final class Main {
  private Main() {}

  /** Runs one command; the exit code is 0, 2 for bad input, or 1 for a bug. */
  public static void main(String[] arguments) {
    System.exit(IpmCommand.commandLine(arguments).execute(arguments));
  }
}
