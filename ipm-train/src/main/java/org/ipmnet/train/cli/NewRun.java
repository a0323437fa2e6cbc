// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.session.ResumableRun;
import org.ipmnet.train.session.StopSignal;
import picocli.CommandLine.Option;

/** What commands have in common that start a run. */
final class NewRun {
  @Option(names = "--out", paramLabel = "RUN", description = "the run's folder: new or empty")
  private Path out;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description = "set a configuration key")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--dry-run", description = "print the resolved configuration and stop")
  private boolean dryRun;

  /** A configuration with the assignments that were given over it. */
  ConfigTree assigned(ConfigTree tree) {
    return tree.set(assignments);
  }

  /** Whether only the configuration was asked for. */
  boolean isDryRun() {
    return dryRun;
  }

  /** The run's folder, which must have been given. */
  Path out() {
    Options.require("--out", out);
    return out;
  }

  /**
   * Starts a run, unless its configuration was asked for.
   *
   * @param yaml the configuration as it is printed
   * @param run makes a run that can be asked to stop
   */
  <C extends Record> int start(C config, String yaml, Function<StopRequest, ResumableRun<C>> run) {
    if (dryRun) {
      System.out.print(yaml);
      return 0;
    }
    Options.require("--out", out);
    StopRequest stop = StopSignal.listen(System.err, "stopping before the first iteration");
    Console.told(run.apply(stop).start(config, out), out);
    return 0;
  }
}
