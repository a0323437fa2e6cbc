// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.eval.measure.HeldOutEvaluation;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.transfer.MakeupModel;
import org.ipmnet.train.config.RunConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ipm evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measure a model on held-out pairs: colour moved, background PSNR, and the transfer error"
            + " where the truth is known.")
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--model", required = true, paramLabel = "RUN|CHECKPOINT")
  private Path model;

  @Option(names = "--data", description = "folder in MT layout; default: the training data")
  private Path data;

  @Override
  public Integer call() {
    RunConfig config;
    try (Checkpoint checkpoint = CheckpointStore.model(model, System.err::println)) {
      ConfigTree tree = ConfigTree.parse(model + " (its configuration)", checkpoint.config());
      config = RunConfig.of(data == null ? tree : tree.with(DataFolder.of(data)));
    }
    try (MakeupModel opened = MakeupModels.load(model, message -> {})) {
      MakeupTransferDataset dataset =
          MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()));
      for (Map.Entry<String, Double> value : HeldOutEvaluation.of(opened, dataset).entrySet()) {
        System.out.printf(Locale.ROOT, "%-22s %8.3f%n", value.getKey(), value.getValue());
      }
    }
    return 0;
  }
}
