// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
    name = "ipm",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description =
        "Identity-preserving makeup transfer: train, resume, measure and use IPM-Net, and BeautyGAN, CycleGAN and MUNIT beside it.",
    subcommands = {
      DemoCommand.class,
      DataCommand.class,
      TrainCommand.class,
      AblateCommand.class,
      AblateRunCommand.class,
      TrainParserCommand.class,
      ResumeCommand.class,
      PrepareCommand.class,
      ParseCommand.class,
      TransferCommand.class,
      EvaluateCommand.class,
      TableCommand.class,
      WeightsCommand.class,
      BenchCommand.class,
    })
final class IpmCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The whole command line, with errors as one line. */
  static CommandLine commandLine() {
    return new CommandLine(new IpmCommand())
        .setExecutionExceptionHandler(new ErrorPrinter())
        .setParameterExceptionHandler(new ErrorPrinter())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
