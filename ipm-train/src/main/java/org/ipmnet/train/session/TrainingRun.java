// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.batch.BatchLoader;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.DataReport;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.train.config.LogConfig;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.log.ParameterGuard;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;

/** A run from its folder: started new, or resumed from its newest checkpoint. */
public final class TrainingRun {
  private final PrintStream out;
  private final boolean terminal;
  private final StopRequest stop;

  /**
   * How a run talks and stops.
   *
   * @param out where progress goes
   * @param terminal whether that is a terminal, which gets a moving bar
   * @param stop asked between two iterations
   */
  public TrainingRun(PrintStream out, boolean terminal, StopRequest stop) {
    this.out = out;
    this.terminal = terminal;
    this.stop = stop;
  }

  /**
   * Starts a run in a new or empty folder.
   *
   * @return how far it came
   * @throws UserError for data or a folder that cannot be used
   * @throws TrainingDiverged if a loss is NaN or runs away
   */
  public Progress start(RunConfig config, Path root) {
    // Weights and data first: a folder is only made for a run that can begin.
    try (TrainableModel model = create(config)) {
      MakeupTransferDataset dataset = open(config, config.data().labelMismatch());
      return start(config, root, model, dataset);
    }
  }

  private Progress start(
      RunConfig config, Path root, TrainableModel model, MakeupTransferDataset dataset) {
    try (RunFolder folder = RunFolder.create(root)) {
      return folder.begin(
          () -> {
            AtomicFile.write(folder.layout().config(), config.toYaml());
            return run(folder.layout(), config, dataset, model, null);
          });
    }
  }

  /**
   * Goes on from the newest undamaged checkpoint.
   *
   * @param assignments of keys that are marked {@link org.ipmnet.core.config.MayChange}
   * @return how far it came; nothing if it was finished before, which is told and leaves the folder
   *     untouched
   */
  public Optional<Progress> resume(Path root, List<String> assignments) {
    try (ResumePoint<RunConfig> point =
        ResumePoint.of(root, assignments, RunConfig::of, RunConfig::iterations, out::println)) {
      return point.goOn(out, "; --set iterations=N goes on", () -> resume(point));
    }
  }

  private Progress resume(ResumePoint<RunConfig> point) {
    RunConfig config = point.wanted();
    RunLayout layout = point.layout();
    try (TrainableModel model = create(config)) {
      TrainingCheckpoint.requireSameFrozen(point.checkpoint(), model, layout.root());
      // what was begun may go on
      MakeupTransferDataset dataset = open(config, MismatchPolicy.WARN);
      photos(dataset).requireThoseOf(point.checkpoint(), layout.root());
      point.keepConfig(RunConfig::toYaml);
      return run(layout, config, dataset, model, point.checkpoint());
    }
  }

  private MakeupTransferDataset open(RunConfig config, MismatchPolicy policy) {
    MakeupTransferDataset dataset =
        MakeupTransferDataset.open(config.data(), new RandomStreams(config.seed()), policy);
    DataReport report = dataset.report();
    if (!report.faults().isEmpty() || !report.doubts().isEmpty()) {
      out.println(dataset.report().table());
    }
    config.model().requireFits(dataset);
    return dataset;
  }

  private static RunPhotos photos(MakeupTransferDataset dataset) {
    return new RunPhotos(dataset.report().hash(), dataset.membership());
  }

  private static TrainableModel create(RunConfig config) {
    return config.model().create(config.data(), config.weights(), new RandomStreams(config.seed()));
  }

  private Progress run(
      RunLayout layout,
      RunConfig config,
      MakeupTransferDataset dataset,
      TrainableModel model,
      Checkpoint checkpoint) {
    RandomStreams streams = new RandomStreams(config.seed());
    Progress progress = new Progress(0, config.iterations());
    if (checkpoint == null) {
      model.initialise(streams);
    } else {
      TrainingCheckpoint.load(checkpoint, model.training());
      progress = new Progress(checkpoint.iteration(), config.iterations());
    }
    Provenance provenance =
        Provenance.here(dataset.report().hash(), config.seed(), Clock.systemUTC().instant());
    provenance.writeTo(layout.provenance());
    BareStyle bareStyle =
        new BareStyle(
            dataset,
            model.model(),
            checkpoint == null ? null : checkpoint.bareStyle().orElse(null));
    CheckpointWriter checkpoints =
        new CheckpointWriter(
            new CheckpointStore(layout.checkpoints()),
            config.checkpoint(),
            config.toYaml(),
            provenance,
            photos(dataset),
            (content, occasion) -> {
              bareStyle.at(occasion).ifPresent(content::bareStyle);
              TrainingCheckpoint.saveFrozen(model, content);
              TrainingCheckpoint.save(model.training(), content);
            });
    LogConfig log = config.log();
    RunLoop loop = new RunLoop(layout, log, out, terminal);
    ParameterGuard parameters =
        new ParameterGuard(
            model.training().networks(),
            config.checkpoint().every(),
            log.samplesEvery(),
            log.measuresEvery());
    try (BatchLoader batches =
        new BatchLoader(dataset, config.batch(), streams, progress.iteration())) {
      List<TrainingListener> pictures = new ArrayList<>();
      pictures.add(new SampleWriter(log, layout, loop.events(), dataset, model.model()));
      if (log.measuresEvery() > 0) { // last: it opens networks, which the loop closes
        pictures.add(new MeasureWriter(config, layout, loop.events(), dataset, model.model()));
      }
      long began = System.nanoTime();
      Progress reached =
          loop.run(
              progress,
              stop,
              () -> model.training().step(batches.next()),
              parameters,
              pictures,
              checkpoints);
      sayWaiting(batches.waitedNanos(), System.nanoTime() - began);
      return reached;
    }
  }

  private void sayWaiting(long waited, long whole) {
    out.printf(
        Locale.ROOT,
        "waited for data: %.1f of %.1f s (%.1f %%)%n",
        waited / 1e9,
        whole / 1e9,
        100.0 * waited / Math.max(1, whole));
  }
}
