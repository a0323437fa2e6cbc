// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import org.ipmnet.core.UserError;
import org.ipmnet.train.log.TrainingDiverged;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the user can mend is told in one line with exit code 2; a bug shows its stack trace. */
final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int BAD_INPUT = 2;
  private static final int BUG = 1;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof UserError || e instanceof TrainingDiverged) {
      return tell(command, e.getMessage());
    }
    e.printStackTrace(command.getErr());
    command.getErr().flush();
    return BUG;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    return tell(
        command,
        "%s; see %s --help".formatted(e.getMessage(), command.getCommandSpec().qualifiedName()));
  }

  private static int tell(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("ipm: " + message);
    err.flush();
    return BAD_INPUT;
  }
}
