// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ipm completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a script with which bash and zsh complete commands and options.",
    footer = {
      "",
      "In ~/.bashrc or ~/.zshrc (there after compinit) the example does it for every new shell.",
      "",
      "Example:",
      "  source <(ipm completion)"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("ipm", spec.root().commandLine()));
    out.flush();
  }
}
