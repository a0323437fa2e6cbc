// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.parsing.ParserConfig;
import org.ipmnet.train.parsing.ParserRun;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.session.ResumableRun;
import org.ipmnet.train.session.StopSignal;
import org.ipmnet.train.session.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ipm resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Go on with a run from its newest checkpoint.",
    footer = {
      "",
      "A run goes on as if it had never stopped; Ctrl-C saves and stops again.",
      "",
      "Example:",
      "  ipm resume runs/paper --set iterations=2000000"
    })
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "the run's folder")
  private Path run;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description = "iterations, checkpoint.*, log.*, data.folder, data.threads and the like")
  private List<String> assignments = new ArrayList<>();

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    if (clusterOptions.areGiven()) {
      if (isParser()) {
        throw new UserError(
            "%s trains a face parser, which one machine does: leave out --cluster", run);
      }
      return clusterOptions.train(TrainingOrder.resume(run, assignments), run);
    }
    StopSignal stop = StopSignal.listen(System.err, "stopping before the next iteration");
    ResumableRun<?> resumed =
        isParser()
            ? new ParserRun(System.out, Console.isTerminal(), stop)
            : new TrainingRun(System.out, Console.isTerminal(), stop);
    resumed.resume(run, assignments).ifPresent(reached -> Console.told(reached, run));
    return 0;
  }

  private boolean isParser() {
    Path config = new RunLayout(run).config();
    return Files.isRegularFile(config) && ParserConfig.isOne(ConfigTree.load(config));
  }
}
