// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.config.DataFolder;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.session.FirstWeights;
import org.ipmnet.train.session.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ipm train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train a model; Ctrl-C saves and stops, ipm resume goes on.",
    footer = {
      "",
      "RUN/report.html shows how it goes; docs/CONFIGURATION.md has every key.",
      "",
      "Example:",
      "  ipm train --config configs/paper.yaml --data photos --out runs/paper \\",
      "    --set loss.perceptual=0 checkpoint.every=1000"
    })
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--config", required = true, description = "for example configs/paper.yaml")
  private Path config;

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description = "differences over it, such as configs/ablation/no-style.yaml; repeatable")
  private List<Path> differences = new ArrayList<>();

  @Option(names = "--data", description = "folder in MT layout (key data.folder)")
  private Path data;

  @Option(
      names = "--from",
      paramLabel = "RUN|CHECKPOINT|built-in",
      description = "begin with another model's weights, as far as they fit")
  private Path from;

  @Mixin private NewRun newRun;

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    ConfigTree tree = ConfigTree.load(config);
    for (Path file : differences) {
      tree = tree.withFile(file);
    }
    if (data != null) {
      tree = tree.with(DataFolder.alone(data));
    }
    RunConfig resolved = RunConfig.of(newRun.assigned(tree));
    if (clusterOptions.areGiven() && !newRun.isDryRun()) {
      TrainingOrder order = TrainingOrder.start(resolved, newRun.out(), from);
      return clusterOptions.train(order, newRun.out());
    }
    return newRun.start(
        resolved,
        resolved.toYaml(),
        stop ->
            new TrainingRun(
                System.out,
                Console.isTerminal(),
                stop,
                new FirstWeights(from, System.err::println)));
  }
}
