// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm weights}. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = "Weight files.",
    subcommands = WeightsCommand.Export.class)
final class WeightsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed: export");
  }

  /** {@code ipm weights export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write the networks' tensors of a run or checkpoint to one file.")
  static final class Export implements Callable<Integer> {
    /** The formats of weight files. */
    enum Format {
      SAFETENSORS
    }

    @Parameters(
        paramLabel = "RUN|CHECKPOINT",
        description = "the newest checkpoint of a run, or one")
    private Path model;

    @Option(names = "--format", required = true, description = "safetensors")
    private Format format;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "a new file")
    private Path out;

    @Override
    public Integer call() {
      if (Files.exists(out)) {
        throw new UserError("%s exists already; name a new file".formatted(out));
      }
      try (Checkpoint checkpoint = CheckpointStore.model(model, System.err::println)) {
        checkpoint.export(out);
        System.out.printf("%s: iteration %d%n", out, checkpoint.iteration());
      }
      return 0;
    }
  }
}
