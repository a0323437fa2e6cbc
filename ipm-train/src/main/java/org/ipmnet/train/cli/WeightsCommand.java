// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ipm weights}. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = "Weight files: look into them, bring them in, give them away.",
    subcommands = {
      WeightsListCommand.class,
      WeightsImportCommand.class,
      WeightsExportCommand.class
    },
    footer = {"", "Example:", "  ipm weights list resnet50_ft_weight.pkl"})
final class WeightsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is needed: " + String.join(", ", spec.subcommands().keySet()));
  }
}
