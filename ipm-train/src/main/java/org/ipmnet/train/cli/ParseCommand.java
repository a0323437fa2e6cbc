// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.outcome.FileOutcome;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.parsing.FolderParsing;
import org.ipmnet.eval.parsing.ParsingRequest;
import org.ipmnet.train.cluster.ParsingWork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm parse}. */
@Command(
    name = "parse",
    mixinStandardHelpOptions = true,
    description = "Make parsing maps of photos: OUT/maps, and OUT/overlays to look at.",
    footer = {
      "",
      "Faces are found first, whatever way the photo lies; a picture that its one face fills "
          + "is parsed as a whole.",
      "",
      "OUT/parsed.tsv tells what became of every photo; a second call goes on where the first one "
          + "stopped. The exit code is 0 if all photos were parsed and 2 if some were not.",
      "",
      "Example:",
      "  ipm parse photos --out parsed"
    })
final class ParseCommand implements Callable<Integer> {
  private static final int FAULTS = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR|IMG", description = "photos")
  private Path photos;

  @Option(
      names = "--weights",
      paramLabel = "FILE|RUN",
      description =
          "published weights or a run of train-parser (imported ones, or the built-in parser)")
  private Path weights;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "new, empty, or of a call that was stopped")
  private Path out;

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      converter = LabelSchemeNames.class,
      description = "of the maps: mt, face-parsing or celebamask-hq (the parser's own)")
  private LabelScheme labels;

  @Option(names = "--force", description = "write into a folder that is not empty")
  private boolean force;

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    ParsingRequest request = new ParsingRequest(photos, out, labels, force);
    boolean faults =
        clusterOptions.areGiven()
            ? clusterOptions.share(new ParsingWork(request, weights)).refused() > 0
            : here(request);
    return faults ? FAULTS : 0;
  }

  private boolean here(ParsingRequest request) {
    PrintWriter console = spec.commandLine().getOut();
    Asides asides = new Asides(spec);
    List<String> faults = new ArrayList<>();
    FolderParsing parsing = new FolderParsing(request);
    try (FaceParser parser = FaceParsers.open(weights, 1, asides)) {
      for (FileOutcome outcome : parsing.run(parser, told -> maps(parsing, told, console))) {
        if (outcome.isRefused()) {
          faults.add(outcome.file() + " " + outcome.reason());
        }
      }
    }
    console.flush();
    faults.forEach(asides);
    return !faults.isEmpty();
  }

  private static void maps(FolderParsing parsing, FileOutcome outcome, PrintWriter console) {
    outcome.results().forEach(name -> console.println(parsing.map(name)));
  }
}
