// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataFolder;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.synth.SyntheticDataset;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.protocol.HeldOutEvaluation;
import org.ipmnet.eval.transfer.FaceSource;
import org.ipmnet.eval.transfer.FolderTransfer;
import org.ipmnet.eval.transfer.TransferRequest;
import org.ipmnet.eval.transfer.TransferRequest.Extra;
import org.ipmnet.train.config.Preset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.report.HtmlReport;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.session.TrainingRun;

/**
 * Everything once, small: makes synthetic faces, trains on them with a stop and a resume on the
 * way, transfers makeup between held-out faces, measures that, and writes the report.
 */
public final class Demo {
  private static final int IDENTITIES = 300;
  private static final int GRID_SIDE = 5;
  private static final String HELD_OUT = "held-out";
  private static final String TRAINED = "transfer";
  private static final String BUILT_IN = "transfer-built-in";
  private static final double SHARE_BEFORE_THE_STOP = 0.5;
  private static final double LONGEST_TRAINING_SECONDS = 170;

  private final Path root;
  private final PrintStream out;
  private final boolean terminal;
  private final StopRequest stop;
  private final LongSupplier nanoTime;

  /**
   * A demo.
   *
   * @param root a new or empty folder
   * @param out what is told
   * @param terminal whether that is a terminal
   * @param stop whether the user has asked to stop
   * @param nanoTime a clock in nanoseconds
   */
  public Demo(
      Path root, PrintStream out, boolean terminal, StopRequest stop, LongSupplier nanoTime) {
    this.root = root;
    this.out = out;
    this.terminal = terminal;
    this.stop = stop;
    this.nanoTime = nanoTime;
  }

  /** Runs it; a stop asked for ends it early. */
  public void run() {
    Path faces = root.resolve("faces");
    RunConfig config = RunConfig.of(Preset.of("paper", "demo-by-area").with(DataFolder.of(faces)));
    out.printf(Locale.ROOT, "%d synthetic faces of each side ...%n", IDENTITIES);
    stop.underWay("finishing the synthetic faces");
    SyntheticDataset.write(faces, IDENTITIES, config.data().resize(), config.seed());

    if (stop.getAsBoolean()) {
      out.printf(Locale.ROOT, "stopped; nothing is trained yet, the faces are in %s%n", faces);
      return;
    }
    RunLayout run = new RunLayout(root.resolve("run"));
    double seconds = train(config, run);
    if (stop.getAsBoolean()) {
      out.printf(Locale.ROOT, "stopped; the half-trained run is in %s%n", run.root());
      return;
    }
    stop.underWay("finishing the measures, the last part of the demo");
    Map<String, Double> metrics = new LinkedHashMap<>();
    try (MakeupModel model = MakeupModels.load(run.root(), out::println)) {
      MakeupTransferDataset dataset =
          MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()));
      out.println("transferring makeup between held-out faces ...");
      copyHeldOut(dataset);
      transfer(model, root.resolve(TRAINED));
      metrics.putAll(HeldOutEvaluation.of(model, dataset));
    }
    try (MakeupModel builtIn = MakeupModels.shipped(1)) {
      transfer(builtIn, root.resolve(BUILT_IN));
    }
    metrics.put("seconds", seconds);
    String json = json(metrics);
    AtomicFile.write(root.resolve("metrics.json"), json);
    AtomicFile.write(run.metrics(), json);
    HtmlReport.of(run.root()).writeTo(run.report());

    metrics.forEach((name, value) -> out.printf(Locale.ROOT, "  %-22s %8.3f%n", name, value));
    out.printf(Locale.ROOT, "grid:    %s%n", root.resolve(TRAINED).resolve("grid.png"));
    out.printf(Locale.ROOT, "built-in model: %s%n", root.resolve(BUILT_IN).resolve("grid.png"));
    out.printf(Locale.ROOT, "metrics: %s%n", root.resolve("metrics.json"));
    out.printf(Locale.ROOT, "report:  %s%n", run.report());
  }

  /** Half of the training, a stop as if Ctrl-C had been pressed, and the other half. */
  private double train(RunConfig config, RunLayout run) {
    long start = nanoTime.getAsLong();
    long half = Math.round(config.iterations() * SHARE_BEFORE_THE_STOP);
    long[] asked = {0};
    StopRequest late = stop.or(() -> seconds(start) > LONGEST_TRAINING_SECONDS);
    Progress reached =
        new TrainingRun(out, terminal, late.or(() -> asked[0]++ >= half)).start(config, run.root());
    out.printf(Locale.ROOT, "stopped at iteration %d, resuming ...%n", reached.iteration());
    reached = new TrainingRun(out, terminal, late).resume(run.root(), List.of()).orElse(reached);
    if (!reached.finished() && !stop.getAsBoolean()) {
      out.printf(
          Locale.ROOT,
          "this machine is slow: training ends at iteration %d of %d%n",
          reached.iteration(),
          reached.iterations());
    }
    return seconds(start);
  }

  private double seconds(long start) {
    return (nanoTime.getAsLong() - start) / 1e9;
  }

  /** A few faces of each side. */
  private void copyHeldOut(MakeupTransferDataset dataset) {
    Path heldOut = root.resolve(HELD_OUT);
    for (Side side : Side.values()) {
      List<FaceFile> test = dataset.test(side);
      test.subList(0, Math.min(GRID_SIDE, test.size())).forEach(face -> copy(face, heldOut));
    }
  }

  /** Levels of each pair (paper, figure 4), and a grid of all (figure 5). */
  private void transfer(MakeupModel model, Path to) {
    FaceSource targets = heldOut(Side.BARE);
    FaceSource references = heldOut(Side.MADE_UP);
    List<Double> levels = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    TransferRequest request =
        new TransferRequest(targets, references, null, levels, to, Set.of(Extra.GRID));
    try (MakeupTransfer transfer = MakeupTransfer.of(model, Optional::empty, 1)) {
      new FolderTransfer(transfer).apply(request, file -> {}).forEach(out::println);
    }
  }

  /** Photos and their maps, which a style by area needs of references too. */
  private FaceSource heldOut(Side side) {
    Path folder = root.resolve(HELD_OUT);
    return new FaceSource(
        folder.resolve("images").resolve(side.folder()),
        folder.resolve("segs").resolve(side.folder()),
        null);
  }

  /** Copies a photo and its map, in MT layout. */
  private static void copy(FaceFile face, Path to) {
    Map<String, Path> files = Map.of("images", face.photo(), "segs", face.map());
    files.forEach(
        (kind, file) -> {
          Path copy = to.resolve(kind).resolve(face.side().folder()).resolve(file.getFileName());
          try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
          } catch (IOException e) {
            throw new UserError(e, "%s cannot be written: %s", copy, AtomicFile.reason(e));
          }
        });
  }

  private static String json(Map<String, Double> metrics) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(metrics) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers can always be written
    }
  }
}
