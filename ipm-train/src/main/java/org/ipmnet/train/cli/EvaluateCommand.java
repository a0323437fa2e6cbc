// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.evaluation.DrawnEvaluation;
import org.ipmnet.eval.evaluation.DrawnEvaluation.Draws;
import org.ipmnet.eval.evaluation.DrawnShares;
import org.ipmnet.eval.evaluation.Evaluation;
import org.ipmnet.eval.evaluation.EvaluationRequest;
import org.ipmnet.eval.evaluation.PhotoEvaluation;
import org.ipmnet.eval.evaluation.ProtocolSettings;
import org.ipmnet.eval.evaluation.SharedEvaluation;
import org.ipmnet.eval.evaluation.SharedEvaluation.Request;
import org.ipmnet.eval.evaluation.SharedParserEvaluation;
import org.ipmnet.eval.paste.LookColours;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.ipmnet.eval.protocol.EvaluationSplit.Part;
import org.ipmnet.eval.protocol.ParserEvaluation;
import org.ipmnet.eval.report.EvaluationTable;
import org.ipmnet.train.cluster.EvaluationWork;
import org.ipmnet.train.cluster.ParserEvaluationWork;
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
      "--photos measures the results of transfer, pasted, at 256 pixels: how far lips, lids and "
          + "cheeks go to the reference's, each against the skin around, and what of pores and "
          + "lines stays. Photos without maps go through ipm prepare first.",
      "",
      "--drawings draws faces and measures how far transfer goes to the true results, which are "
          + "known of drawings: lips, lids, cheeks and brows, by age and by skin.",
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
      names = "--photos",
      paramLabel = "DIR",
      description =
          "measure what transfer makes of photos with maps, in MT layout (without --model the"
              + " built-in model)")
  private Path photos;

  @Option(
      names = "--drawings",
      paramLabel = "N",
      description =
          "measure what transfer makes of so many drawn faces, by age and skin (without --model the"
              + " built-in model)")
  private Integer drawings;

  @Option(
      names = "--colours",
      paramLabel = "measured|painted",
      converter = LookColoursNames.class,
      description = "with --photos and --drawings, as with transfer (as is usual there)")
  private LookColours colours;

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

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    PrintWriter console = spec.commandLine().getOut();
    Consumer<String> asides = new Asides(spec);
    if (parser != null) {
      Options.require("--data", data);
      scores(asides)
          .forEach((name, value) -> console.printf(Locale.ROOT, "%-22s %8.3f%n", name, value));
      console.flush();
      return 0;
    }
    if (drawings != null) {
      console.println(onDrawings(asides));
      console.flush();
      return 0;
    }
    if (clusterOptions.areGiven()) {
      SharedEvaluation shared = onCluster(asides);
      tell(shared.join(asides), console);
      shared.discard();
    } else {
      tell(photos == null ? networks(asides) : onPhotos(asides), console);
    }
    return 0;
  }

  private static void tell(Evaluation evaluation, PrintWriter console) {
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
  }

  private Map<String, Double> scores(Consumer<String> asides) {
    if (!clusterOptions.areGiven()) {
      return ParserEvaluation.of(parser, data, labels, asides);
    }
    SharedParserEvaluation shared = new SharedParserEvaluation(parser, data, labels, out);
    clusterOptions.share(ParserEvaluationWork.begin(shared, asides));
    return shared.join(asides);
  }

  private SharedEvaluation onCluster(Consumer<String> asides) {
    boolean onPhotos = photos != null;
    if (colours != null) {
      throw new UserError("--colours is not shared out: leave out --cluster");
    }
    if (onPhotos) {
      requireOne();
    } else {
      Options.require("--model", model);
    }
    ProtocolSettings settings = protocol.settings(onPhotos ? Part.ALL : Part.TEST);
    Request request =
        Request.of(model, onPhotos ? photos : data, onPhotos, settings, assignments, out, asides);
    EvaluationWork work = EvaluationWork.begin(request, asides);
    clusterOptions.share(work);
    return work.begun().of(work.request());
  }

  /** What the networks paint. */
  private Evaluation networks(Consumer<String> asides) {
    if (colours != null) {
      throw new UserError("--colours is for what is put on photos: give --photos or --drawings");
    }
    Options.require("--model", model);
    ProtocolSettings settings = protocol.settings(Part.TEST);
    return Evaluation.run(new EvaluationRequest(model, data, settings, assignments, out), asides);
  }

  /** What is put on photos. */
  private Evaluation onPhotos(Consumer<String> asides) {
    requireOne();
    ProtocolSettings settings = protocol.settings(Part.ALL);
    return PhotoEvaluation.run(model, photos, changes(), settings, assignments, out, asides);
  }

  /** What is put on drawn faces. */
  private String onDrawings(Consumer<String> asides) {
    if (photos != null || data != null || out != null || clusterOptions.areGiven()) {
      throw new UserError(
          "--drawings draws its own faces and prints its numbers here: it goes without --photos, --data, --out and --cluster");
    }
    Draws draws = protocol.draws(drawings);
    return DrawnShares.table(DrawnEvaluation.run(model, changes(), draws, asides)).markdown();
  }

  private Changes changes() {
    return new Changes(null, null, colours, null);
  }

  private void requireOne() {
    if (data != null) {
      throw new UserError("--data and --photos exclude each other; give one of them");
    }
  }
}
