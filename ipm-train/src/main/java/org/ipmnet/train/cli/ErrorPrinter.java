// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.NearestName;
import org.ipmnet.train.log.TrainingDiverged;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the user can mend is told in one line with exit code 2, with a stack trace only if asked
 * for; a bug always shows its own.
 */
final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int BAD_INPUT = 2;
  private static final int BUG = 1;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean mendable = e instanceof UserError || e instanceof TrainingDiverged;
    if (mendable) {
      err.println("ipm: " + e.getMessage());
    }
    if (!mendable || DebugOption.isGiven(parsed)) {
      e.printStackTrace(err);
    }
    err.flush();
    return mendable ? BAD_INPUT : BUG;
  }

  @Override
  public int handleParseException(ParameterException found, String[] arguments) {
    CommandLine command = found.getCommandLine();
    ParameterException e = mistyped(command).orElse(found);
    PrintWriter err = command.getErr();
    err.printf(
        Locale.ROOT,
        "ipm: %s%s; see %s --help%n",
        e.getMessage(),
        meant(e),
        command.getCommandSpec().qualifiedName());
    if (DebugOption.isGiven(arguments)) {
      e.printStackTrace(err);
    }
    err.flush();
    return BAD_INPUT;
  }

  /** Of an option that is mistyped, so that it is missing too, the user wants to see the typo. */
  private static Optional<ParameterException> mistyped(CommandLine command) {
    List<String> unmatched = command.getUnmatchedArguments();
    return unmatched.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnmatchedArgumentException(command, unmatched));
  }

  private static String meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    boolean option = unmatched.isUnknownOption();
    String written = unmatched.getUnmatched().get(0);
    Collection<String> names = option ? spec.optionsMap().keySet() : visibleCommands(spec).toList();
    return NearestName.of(option ? written.replaceFirst("=.*", "") : written, names)
        .map(name -> ", did you mean " + name + "?")
        .orElse("");
  }

  private static Stream<String> visibleCommands(CommandSpec spec) {
    return spec.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .map(CommandSpec::name);
  }
}
