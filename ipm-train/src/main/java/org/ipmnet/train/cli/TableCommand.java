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
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.report.ComparisonFolder;
import org.ipmnet.eval.report.SystemComparison;
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
  private static final List<String> FRAMING =
      List.of("data.resize", "data.resize-form", "data.interpolation");

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
    PrintWriter asides = spec.commandLine().getErr();
    int runs = protocol.runs();
    MeasuredModel.requireSettable(assignments, FRAMING);
    List<MeasuredModel> measured = new ArrayList<>();
    for (Path model : models) {
      measured.add(MeasuredModel.open(model, data, framed(measured), asides::println));
    }
    ComparedModels compared = ComparedModels.of(measured, protocol.split());
    ComparisonFolder folder = ComparisonFolder.prepare(out, List.of(data));
    MeasuredModel first = measured.get(0);
    long drawn = protocol.seedOr(first.config().seed());
    Map<String, String> origin = new LinkedHashMap<>(compared.origin());
    origin.put("runs", Integer.toString(runs));
    MeasuredModel.addProvenance(
        origin, Provenance.here(compared.dataHash(), drawn, Clock.systemUTC().instant()));
    try (ComparedModels.Opened opened = compared.open();
        MeasuringNetworks networks = MeasuringNetworks.open(first.config().weights())) {
      networks.checksums().forEach((name, sum) -> origin.put("weights " + name, sum));
      SystemComparison comparison =
          SystemComparison.of(
              opened.systems(),
              networks,
              runs,
              new RandomStreams(drawn),
              System::nanoTime,
              line -> {
                asides.println(line);
                asides.flush();
              });
      console.println(ComparisonFolder.headlines(comparison));
      comparison
          .notAvailable()
          .forEach((what, why) -> console.printf(Locale.ROOT, "%s: %s%n", what, why));
      console.println(folder.write(comparison, origin));
      console.flush();
    }
    return 0;
  }

  /** What is set, with the first model's framing for all others. */
  private List<String> framed(List<MeasuredModel> before) {
    if (before.isEmpty()) {
      return assignments;
    }
    DataConfig first = before.get(0).config().data();
    List<String> all = new ArrayList<>();
    all.add("data.resize=" + first.resize());
    all.add("data.resize-form=" + ConfigTree.hyphenated(first.resizeForm()));
    all.add("data.interpolation=" + ConfigTree.hyphenated(first.interpolation()));
    all.addAll(assignments);
    return all;
  }
}
