// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.evaluation.Evaluation;
import org.ipmnet.eval.evaluation.EvaluationRequest;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.report.EvaluationTable;
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
    PrintWriter console = spec.commandLine().getOut();
    Consumer<String> asides = new Asides(spec);
    if (parser != null) {
      Options.require("--data", data);
      ParserEvaluation.of(parser, data, labels, asides)
          .forEach((name, value) -> console.printf(Locale.ROOT, "%-22s %8.3f%n", name, value));
      console.flush();
      return 0;
    }
    Options.require("--model", model);
    EvaluationRequest request =
        new EvaluationRequest(model, data, protocol.settings(), assignments, out);
    Evaluation evaluation = Evaluation.run(request, asides);
    EvaluationTable table = new EvaluationTable(evaluation.measured().rows());
    console.println(table.headlines());
    console.println(table.all());
    evaluation
        .measured()
        .notAvailable()
        .forEach((what, why) -> console.printf(Locale.ROOT, "%s: %s%n", what, why));
    console.flush(); // the numbers are out whatever becomes of the files
    evaluation.write().ifPresent(console::println);
    console.flush();
    return 0;
  }
}
