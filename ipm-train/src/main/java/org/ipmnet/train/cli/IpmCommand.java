// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
    name = "ipm",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description =
        "Identity-preserving makeup transfer: train, resume, measure and use IPM-Net, and BeautyGAN, CycleGAN and MUNIT beside it.",
    commandListHeading = "",
    footer = {"", "ipm COMMAND --help says more of a command.", "", "Example:", "  ipm demo"})
final class IpmCommand implements Runnable {
  private static final List<Class<?>> OWN =
      List.of(
          DemoCommand.class,
          TransferCommand.class,
          ParseCommand.class,
          ExportCommand.class,
          WeightsCommand.class,
          CompletionCommand.class,
          TrainCommand.class,
          ResumeCommand.class,
          TrainParserCommand.class,
          AblateCommand.class,
          AblateRunCommand.class,
          DataCommand.class,
          PrepareCommand.class,
          EvaluateCommand.class,
          TableCommand.class,
          BenchCommand.class);

  /** And those of the front ends that are there. */
  private static final List<Class<?>> COMMANDS =
      Stream.concat(OWN.stream(), FrontEnd.commands()).toList();

  @Spec private CommandSpec spec;

  @Option(
      names = DebugOption.NAME,
      scope = ScopeType.INHERIT,
      description = "show the stack trace of an error too, as IPM_DEBUG=1 does")
  private boolean debug; // DebugOption finds it wherever it stands

  /** The whole command line, with errors as one line. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS);
  }

  /**
   * As much of it as these arguments need: picocli looks at all fields of all commands, which takes
   * longer than a short command itself.
   */
  static CommandLine commandLine(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (first.equals("completion")) { // describes the others
      return commandLine();
    }
    List<Class<?>> named =
        COMMANDS.stream().filter(c -> c.getAnnotation(Command.class).name().equals(first)).toList();
    boolean ofNone = List.of("--version", "-V").contains(first);
    return named.isEmpty() && !ofNone ? commandLine() : commandLine(named);
  }

  private static CommandLine commandLine(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new IpmCommand());
    commands.forEach(line::addSubcommand);
    line.registerConverter(Path.class, new PathReader())
        .setExecutionStrategy(IpmCommand::execute)
        .setExecutionExceptionHandler(new ErrorPrinter())
        .setParameterExceptionHandler(new ErrorPrinter())
        .setUsageHelpWidth(HelpWidth.of(System.getenv("COLUMNS")))
        .setCaseInsensitiveEnumValuesAllowed(true);
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    return line;
  }

  private static int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      NativeLibraryFolder.choose();
      NativeLibraryVariant.choose();
    } catch (UserError e) { // picocli asks the error printer about this kind alone
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
    return withLibraries(parsed);
  }

  /** A native library that is missing concerns the installation, not what the command was given. */
  private static int withLibraries(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (LinkageError e) {
      Throwable missing = missing(e);
      if (missing == null) {
        throw e;
      }
      String reason = String.valueOf(missing.getMessage()).lines().findFirst().orElse("");
      UserError error =
          new UserError(
              e,
              "a native library cannot be loaded (%s); docs/TROUBLESHOOTING.md says more under UnsatisfiedLinkError",
              reason);
      throw new ExecutionException(parsed.commandSpec().commandLine(), reason, error);
    }
  }

  /** ND4J wraps what it meets while its classes are initialised. */
  private static Throwable missing(LinkageError e) {
    Throwable missing = null;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsatisfiedLinkError || cause instanceof NoClassDefFoundError) {
        missing = cause;
      }
    }
    return missing;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
