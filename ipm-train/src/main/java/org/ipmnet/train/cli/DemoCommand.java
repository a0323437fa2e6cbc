// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ipmnet.core.UserError;
import org.ipmnet.train.demo.Demo;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.session.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ipm demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Make synthetic faces, train on them for some minutes, stop and resume once, transfer makeup"
            + " and measure it.",
    footer = {
      "",
      "The last lines say where grid, metrics and report are.",
      "",
      "Example:",
      "  ipm demo --out runs/first"
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "a new or empty folder; default: runs/demo, runs/demo-2, ...")
  private Path out;

  @Override
  public Integer call() {
    Path root = out == null ? free(Path.of("runs")) : out;
    RunFolder.requireUsable(root);
    new Demo(
            root,
            System.out,
            Console.isTerminal(),
            StopSignal.listen(System.err, "stopping"),
            System::nanoTime)
        .run();
    return 0;
  }

  private static Path free(Path runs) {
    for (int number = 1; number < 10_000; number++) {
      Path candidate = runs.resolve(number == 1 ? "demo" : "demo-" + number);
      if (!Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new UserError("%s holds too many demos; name a folder with --out", runs);
  }
}
