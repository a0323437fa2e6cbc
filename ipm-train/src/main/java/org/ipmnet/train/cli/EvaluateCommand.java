// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.PhotoWithMap;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.measure.EvaluationSplit;
import org.ipmnet.eval.measure.ParserEvaluation;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.report.EvaluationFolder;
import org.ipmnet.eval.report.EvaluationTable;
import org.ipmnet.eval.report.ModelEvaluation;
import org.ipmnet.train.config.RunConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ipm evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measure a model by the paper's protocol, beside baselines that need no training; or a face"
            + " parser on photos with maps.",
    footer = {
      "",
      "Each bare face of the split is made up with a random reference, as often as --runs "
          + "says. FID, KID, LPIPS and identity look through networks that others have trained; of "
          + "one whose file is not there they are reported as not available, with how to get it.",
      "",
      "--parser needs --data: intersections over unions on all its photos, by part and class.",
      "",
      "Example:",
      "  ipm evaluate --model runs/paper --data photos --out evaluation"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "RUN|CHECKPOINT",
      description = "a run's folder or one checkpoint")
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder in MT layout (the training data)")
  private Path data;

  @Mixin private ProtocolOptions protocol;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder for tables, pictures and a page: new or empty")
  private Path out;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description = "set a key of weights, or data.faults, labels, threads, cache-mib and folders")
  private List<String> assignments = new ArrayList<>();

  @Override
  public Integer call() {
    if (parser != null) {
      Options.require("--data", data);
      try (FaceParser opened = FaceParsers.open(parser, 1, System.err::println)) {
        List<PhotoWithMap> photos = ParsedPhotos.list(data);
        // told, not refused: the numbers alone are at stake, and they say so too
        MismatchPolicy.WARN
            .apply(ParsedPhotos.labels(photos, labels))
            .forEach(spec.commandLine().getErr()::println);
        ParserEvaluation.of(opened, photos, labels, (photo, found) -> {})
            .forEach((name, value) -> System.out.printf(Locale.ROOT, "%-22s %8.3f%n", name, value));
      }
      return 0;
    }
    Options.require("--model", model);
    PrintWriter console = spec.commandLine().getOut();
    PrintWriter asides = spec.commandLine().getErr();
    int runs = protocol.runs();
    Map<String, String> origin = new LinkedHashMap<>();
    MeasuredModel.requireSettable(assignments, List.of());
    MeasuredModel measured = MeasuredModel.open(model, data, assignments, asides::println);
    RunConfig config = measured.config();
    origin.put("model", model.toString());
    origin.put("kind", config.model().kind().title());
    origin.put("iteration", Long.toString(measured.iteration()));
    origin.put("model's weights", measured.checksum());
    MakeupTransferDataset dataset =
        MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()));
    EvaluationSplit faces = EvaluationSplit.of(dataset, protocol.split());
    EvaluationFolder folder =
        out == null
            ? null
            : EvaluationFolder.prepare(out, data == null ? List.of() : List.of(data));
    long drawn = protocol.seedOr(config.seed());
    origin.put("runs", Integer.toString(runs));
    MeasuredModel.addProvenance(
        origin, Provenance.here(dataset.report().hash(), drawn, Clock.systemUTC().instant()));
    try (MakeupModel opened = measured.load();
        MeasuringNetworks networks = MeasuringNetworks.open(config.weights())) {
      networks.checksums().forEach((name, sum) -> origin.put("weights " + name, sum));
      ModelEvaluation evaluation =
          ModelEvaluation.of(
              measured.fileName(),
              opened,
              dataset,
              faces,
              networks,
              runs,
              new RandomStreams(drawn),
              line -> {
                asides.println(line);
                asides.flush();
              });
      EvaluationTable table = new EvaluationTable(evaluation.rows());
      console.println(table.headlines());
      console.println(table.all());
      evaluation
          .notAvailable()
          .forEach((what, why) -> console.printf(Locale.ROOT, "%s: %s%n", what, why));
      if (folder != null) {
        console.println(folder.write(evaluation, origin));
      }
      console.flush();
    }
    return 0;
  }
}
