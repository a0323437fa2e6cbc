// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.ParsingBatches;
import org.ipmnet.data.parsing.ParsingDataConfig;
import org.ipmnet.train.log.DivergenceGuard;
import org.ipmnet.train.log.ParameterGuard;
import org.ipmnet.train.log.ProgressLine;
import org.ipmnet.train.log.StatsLog;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.ListenerGroup;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.Trainer;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.report.ReportRefresher;
import org.ipmnet.train.run.NativeHeapTrim;
import org.ipmnet.train.run.Provenance;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.run.Unchanged;

/** A parser's run from its folder: started new, or resumed from its newest checkpoint. */
public final class ParserRun {
  private final PrintStream out;
  private final boolean terminal;
  private final BooleanSupplier stop;

  /**
   * How a run talks and stops.
   *
   * @param out where progress goes
   * @param terminal whether that is a terminal, which gets a moving bar
   * @param stop asked between two iterations
   */
  public ParserRun(PrintStream out, boolean terminal, BooleanSupplier stop) {
    this.out = out;
    this.terminal = terminal;
    this.stop = stop;
  }

  /**
   * Starts a run in a new or empty folder.
   *
   * @return how far it came
   * @throws UserError for data, weights or a folder that cannot be used
   * @throws TrainingDiverged if a loss is NaN or runs away
   */
  public Progress start(ParserConfig config, Path root) {
    RunFolder.requireUsable(root);
    ParsedPhotos photos = open(config);
    try (ParserTraining training = new ParserTraining(config)) {
      begin(training, config);
      try (RunFolder folder = RunFolder.create(root)) {
        RunLayout layout = folder.layout();
        return folder.begin(
            () -> {
              AtomicFile.write(layout.config(), config.toYaml());
              return run(layout, config, photos, training, new Progress(0, config.iterations()));
            });
      }
    }
  }

  private static void begin(ParserTraining training, ParserConfig config) {
    training.network().initialise(new RandomStreams(config.seed()));
    if (config.parser().weights() != null) {
      Path file = Path.of(config.parser().weights());
      BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(file);
      if (!loaded.sizes().equals(config.sizes())) {
        throw new UserError(
            "%s has %s, the run needs %s: give the labels and parser.width of the file"
                .formatted(file, loaded.sizes(), config.sizes()));
      }
      BiSeNetWeights.load(training.network(), loaded.tensors());
    }
  }

  /**
   * Goes on from the newest undamaged checkpoint.
   *
   * @param assignments what may change: {@code checkpoint}, {@code log}, and where and how fast the
   *     data is read; not {@code iterations}, over which the learning rate falls
   * @return how far it came
   */
  public Progress resume(Path root, List<String> assignments) {
    try (RunFolder folder = RunFolder.open(root)) {
      RunLayout layout = folder.layout();
      CheckpointStore store = new CheckpointStore(layout.checkpoints());
      try (Checkpoint checkpoint = store.newest(out::println)) {
        ParserConfig saved =
            ParserConfig.of(ConfigTree.parse(layout.config().toString(), checkpoint.config()));
        ConfigTree tree = ConfigTree.load(layout.config());
        ParserConfig old = ParserConfig.of(tree);
        ParserConfig config = ParserConfig.of(tree.set(assignments));
        requireSame(saved, config);
        Progress progress = new Progress(checkpoint.iteration(), config.iterations());
        if (progress.finished()) {
          out.printf("%s is finished: %d iterations%n", root, progress.iteration());
          return progress;
        }
        ParsedPhotos photos = open(config);
        if (!photos.hash().equals(checkpoint.text(ParserCheckpoints.DATA))) {
          throw new UserError(
              "the photos are not those that %s began with: an exact resume needs the same files; start a new run for others"
                  .formatted(root));
        }
        if (!config.equals(old)) {
          AtomicFile.write(layout.config(), config.toYaml());
        }
        try (ParserTraining training = new ParserTraining(config)) {
          ParserCheckpoints.load(checkpoint, training);
          return run(layout, config, photos, training, progress);
        }
      }
    }
  }

  /** Everything but where and how fast data is read, what is logged and what is kept. */
  private static void requireSame(ParserConfig before, ParserConfig wanted) {
    Unchanged.require("iterations", before.iterations(), wanted.iterations());
    Unchanged.require("batch", before.batch(), wanted.batch());
    Unchanged.require("seed", before.seed(), wanted.seed());
    Unchanged.require("parser", before.parser(), wanted.parser());
    Unchanged.require("loss", before.loss(), wanted.loss());
    Unchanged.require("optimizer", before.optimizer(), wanted.optimizer());
    Unchanged.require("data", essence(before.data()), essence(wanted.data()));
  }

  private static ParsingDataConfig essence(ParsingDataConfig data) {
    return data.readAs(data.faults(), 1, 1, 0, null);
  }

  private ParsedPhotos open(ParserConfig config) {
    ParsedPhotos photos = ParsedPhotos.open(config.data(), new RandomStreams(config.seed()));
    photos.faults().forEach(out::println);
    out.printf(
        "%d photos to train on, %d held out%n", photos.train().size(), photos.heldOut().size());
    return photos;
  }

  private Progress run(
      RunLayout layout,
      ParserConfig config,
      ParsedPhotos photos,
      ParserTraining training,
      Progress progress) {
    Provenance provenance =
        Provenance.here(photos.hash(), config.seed(), Clock.systemUTC().instant());
    provenance.writeTo(layout.provenance());
    CheckpointStore store = new CheckpointStore(layout.checkpoints());
    ParserCheckpoints checkpoints = new ParserCheckpoints(training, config, store, provenance);
    TensorBoardEvents events =
        new TensorBoardEvents(layout.root(), config.log().every(), Clock.systemUTC());
    List<TrainingListener> listeners = new ArrayList<>();
    listeners.add(new StatsLog(layout.stats(), config.log().every(), System::nanoTime));
    listeners.add(events);
    listeners.add(ProgressLine.on(out, terminal, System::nanoTime));
    listeners.add(new DivergenceGuard(config.log().largestLoss()));
    ParameterGuard parameters =
        new ParameterGuard(
            List.of(training.network()), config.checkpoint().every(), config.log().samplesEvery());
    listeners.add(parameters);
    listeners.add(new ParserMeasures(training, config, photos, layout, events));
    listeners.add(checkpoints);
    listeners.add(new ReportRefresher(layout, config.log().reportSeconds(), System::nanoTime));
    listeners.add(NativeHeapTrim.ofThisProcess());
    try (ListenerGroup group = new ListenerGroup(listeners);
        ParsingBatches batches =
            new ParsingBatches(
                photos, config.batch(), new RandomStreams(config.seed()), progress.iteration())) {
      Progress reached =
          new Trainer(() -> training.step(batches.next()), List.of(group)).run(progress, stop);
      parameters.requireFinite(reached);
      checkpoints.stopped(reached);
      return reached;
    } catch (TrainingDiverged e) {
      throw e.keeping(store.newestFirst());
    }
  }
}
