// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ipmnet.train.bench.Benchmark;
import org.ipmnet.train.bench.ParserBenchmark;
import org.ipmnet.train.bench.TransferBenchmark;
import org.ipmnet.train.config.RunConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ipm bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Time training iterations or inference on random inputs.",
    footer = {
      "",
      "Example:",
      "  ipm bench --config configs/paper.yaml --what train --iterations 3 \\",
      "    --set weights.vggface2=random"
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      description = "for example configs/paper.yaml; not needed for parse and transfer")
  private Path config;

  @Option(
      names = "--what",
      required = true,
      description =
          "train; infer (one transfer); prepare (mask and texture of one photo of data.folder); parse (BiSeNet, 512 x 512); or transfer (from file to file, step by step, with the built-in model)")
  private Benchmark.What what;

  @Option(names = "--target", paramLabel = "IMG", description = "photo of a transfer")
  private Path target;

  @Option(names = "--reference", paramLabel = "IMG", description = "look of a transfer")
  private Path reference;

  @Option(names = "--iterations", defaultValue = "5", description = "timed ones")
  private int iterations;

  @Option(
      names = "--warm-up",
      defaultValue = "3",
      description = "iterations before, in which memory is taken and code is compiled")
  private int warmUp;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description = "set a configuration key")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--profile",
      description = "print time, GFLOP/s and bytes by phase and layer to standard error")
  private boolean profile;

  @Override
  public Integer call() {
    if (what == Benchmark.What.PARSE) {
      ParserBenchmark.run(warmUp, iterations, System.out, profile ? System.err : null);
      return 0;
    }
    if (what == Benchmark.What.TRANSFER) {
      Options.require("--target", target);
      Options.require("--reference", reference);
      TransferBenchmark.run(target, reference, warmUp, iterations, System.out);
      return 0;
    }
    Options.require("--config", config);
    Benchmark.of(RunConfig.load(config, assignments))
        .run(what, warmUp, iterations, System.out, profile ? System.err : null);
    return 0;
  }
}
