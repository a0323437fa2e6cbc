// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ipmnet.eval.evaluation.Comparison;
import org.ipmnet.eval.evaluation.ComparisonRequest;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.report.ComparisonFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ipm table}. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    description = "Measure several models on the same faces with the same references: table 2.",
    footer = {
      "",
      "All models need one data.size. Every picture is framed as the first model's "
          + "data.resize, resize-form and interpolation say, or --set data.resize=N and so on; "
          + "textures and what else a model needs are its own.",
      "",
      "Published values stand beside, marked as such.",
      "",
      "Example:",
      "  ipm table --data photos --models runs/paper,runs/beautygan --out table"
    })
final class TableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "folder in MT layout")
  private Path data;

  @Option(
      names = "--models",
      required = true,
      split = ",",
      paramLabel = "RUN|CHECKPOINT",
      description = "runs' folders or checkpoints, separated by commas")
  private List<Path> models;

  @Mixin private ProtocolOptions protocol;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for table, grid and a page: new or empty")
  private Path out;

  @Option(
      names = "--set",
      arity = "1..*",
      paramLabel = "key=value",
      description =
          "set a key of weights, or data.resize, resize-form, interpolation, faults, labels, threads, cache-mib and folders")
  private List<String> assignments = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter console = spec.commandLine().getOut();
    ComparisonRequest request =
        new ComparisonRequest(
            models, data, protocol.settings(EvaluationSplit.Part.TEST), assignments, out);
    Comparison comparison = Comparison.run(request, new Asides(spec));
    console.println(ComparisonFolder.headlines(comparison.measured()));
    comparison
        .measured()
        .notAvailable()
        .forEach((what, why) -> console.printf(Locale.ROOT, "%s: %s%n", what, why));
    console.flush(); // the numbers are out whatever becomes of the files
    console.println(comparison.write());
    console.flush();
    return 0;
  }
}
