// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ipm data}. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Look after data sets.",
    subcommands = {DataCheckCommand.class, SynthCommand.class},
    footer = {"", "Example:", "  ipm data check photos"})
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed: " + String.join(", ", spec.subcommands().keySet()));
  }
}
