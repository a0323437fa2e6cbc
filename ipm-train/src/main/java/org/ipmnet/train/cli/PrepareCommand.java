// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.prepare.PhotoPreparation;
import org.ipmnet.eval.prepare.PreparationRequest;
import org.ipmnet.eval.prepare.PreparationRequest.Existing;
import org.ipmnet.eval.prepare.PreparationRequest.Pictures;
import org.ipmnet.train.cluster.PreparationWork;
import org.ipmnet.train.cluster.Tally;
import org.ipmnet.train.session.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm prepare}. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = "Turn a folder of photos into the layout of the Makeup Transfer data set.",
    footer = {
      "",
      "Each photo is turned upright, its largest face found, cut out with the margin of MT's "
          + "pictures, resized, parsed and checked. Photos in DIR/makeup and DIR/non-makeup go to "
          + "their sides, those in DIR itself to --side.",
      "",
      "OUT/prepared.tsv tells what became of every file; a second call goes on where the "
          + "first one stopped. The exit code is 0 if there are pictures and 2 if every file was "
          + "refused.",
      "",
      "Example:",
      "  ipm prepare photos --side makeup --out prepared"
    })
final class PrepareCommand implements Callable<Integer> {
  private static final int NOTHING_PREPARED = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "photos")
  private Path photos;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "in MT layout")
  private Path out;

  @Option(
      names = "--weights",
      paramLabel = "FILE|RUN",
      description =
          "published weights or a run of train-parser (imported ones, or the built-in parser)")
  private Path weights;

  @Option(
      names = "--side",
      paramLabel = "SIDE",
      defaultValue = "non-makeup",
      converter = SideNames.class,
      description = "of photos directly in DIR: makeup or non-makeup (${DEFAULT-VALUE})")
  private Side side;

  @Option(
      names = "--size",
      defaultValue = "361",
      description = "side of the pictures in pixels (${DEFAULT-VALUE}, as MT)")
  private int size;

  @Option(
      names = "--labels",
      paramLabel = "SCHEME",
      defaultValue = "mt",
      converter = LabelSchemeNames.class,
      description = "of the maps: mt, face-parsing or celebamask-hq (${DEFAULT-VALUE})")
  private LabelScheme labels;

  @Option(names = "--all-faces", description = "all faces of a photo, not the largest alone")
  private boolean allFaces;

  @Option(names = "--threads", description = "photos read at once (the number of cores, up to 4)")
  private Integer threads;

  @Option(names = "--force", description = "make everything anew, replacing what is there")
  private boolean force;

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    StopSignal.endWith(System.err, "ended; the same command goes on with the photos left");
    PrintWriter console = spec.commandLine().getOut();
    int atOnce =
        clusterOptions.areGiven()
            ? clusterOptions.cores()
            : Math.min(4, Runtime.getRuntime().availableProcessors());
    PreparationRequest request =
        new PreparationRequest(
            photos,
            side,
            out,
            new Pictures(size, labels, allFaces ? Integer.MAX_VALUE : 1),
            threads == null ? atOnce : threads,
            force ? Existing.REPLACE : Existing.KEEP);
    Tally done =
        clusterOptions.areGiven()
            ? clusterOptions.share(new PreparationWork(request, weights))
            : here(request, console);
    console.printf(
        Locale.ROOT,
        "%d files: %d pictures, %d refused; see %s%n",
        done.files(),
        done.results(),
        done.refused(),
        out.resolve("prepared.tsv"));
    console.flush();
    return done.results() > 0 ? 0 : NOTHING_PREPARED;
  }

  private Tally here(PreparationRequest request, PrintWriter console) {
    try (FaceParser parser = FaceParsers.open(weights, 1, new Asides(spec))) {
      return Tally.of(
          new PhotoPreparation(request, parser)
              .run(
                  outcome -> {
                    console.println(outcome.line());
                    console.flush();
                  }));
    }
  }
}
