// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

/** The entry point of the {@code ipm} launcher. */
public final class Main {
  private static final String LOGGING = "slf4j.provider";

  private Main() {}

  /** Runs one command; the exit code is 0, 2 for bad input, or 1 for a bug. */
  public static void main(String[] arguments) {
    prepareLogging();
    System.exit(IpmCommand.commandLine(arguments).execute(arguments));
  }

  /** Before any class asks for a logger. */
  static void prepareLogging() {
    if (System.getProperty(LOGGING) == null) { // a cluster's classes bring another, which is loud
      System.setProperty(LOGGING, "ch.qos.logback.classic.spi.LogbackServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "WARN");
    }
  }
}
