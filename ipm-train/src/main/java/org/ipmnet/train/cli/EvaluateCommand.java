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
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.eval.measure.HeldOutEvaluation;
import org.ipmnet.eval.measure.ParserEvaluation;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.parsing.FaceParser;
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
            + " where the truth is known. Or measure a face parser on photos with maps.",
    footer = {
      "",
      "--parser needs --data: intersections over unions on all its photos, by part and class."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "RUN|CHECKPOINT")
  private Path model;

  @Option(
      names = "--parser",
      paramLabel = "FILE|RUN",
      description = "a face parser in place of a model")
  private Path parser;

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      defaultValue = "mt",
      converter = LabelSchemeNames.class,
      description = "with --parser, of the maps: mt, face-parsing or celebamask-hq (mt)")
  private LabelScheme labels;

  @Option(names = "--data", description = "folder in MT layout; default: the training data")
  private Path data;

  @Override
  public Integer call() {
    if (parser != null) {
      Options.require("--data", data);
      try (FaceParser opened = ParserOption.open(parser)) {
        print(ParserEvaluation.of(opened, ParsedPhotos.list(data), labels, (photo, found) -> {}));
      }
      return 0;
    }
    Options.require("--model", model);
    RunConfig config;
    try (Checkpoint checkpoint = CheckpointStore.model(model, System.err::println)) {
      ConfigTree tree = ConfigTree.parse(model + " (its configuration)", checkpoint.config());
      config = RunConfig.of(data == null ? tree : tree.with(DataFolder.of(data)));
    }
    try (MakeupModel opened = MakeupModels.load(model, message -> {})) {
      MakeupTransferDataset dataset =
          MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()));
      print(HeldOutEvaluation.of(opened, dataset));
    }
    return 0;
  }

  private static void print(Map<String, Double> values) {
    values.forEach((name, value) -> System.out.printf(Locale.ROOT, "%-22s %8.3f%n", name, value));
  }
}
