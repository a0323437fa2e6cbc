// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.checkpoint.Provenance;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.ParsingBatches;
import org.ipmnet.train.log.ParameterGuard;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.session.CheckpointWriter;
import org.ipmnet.train.session.ResumePoint;
import org.ipmnet.train.session.RunLoop;
import org.ipmnet.train.session.RunPhotos;

/** A parser's run from its folder: started new, or resumed from its newest checkpoint. */
public final class ParserRun {
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
  public ParserRun(PrintStream out, boolean terminal, StopRequest stop) {
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
    ParsedPhotos photos = open(config, config.data().labelMismatch());
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
            "%s has %s, the run needs %s: give the labels and parser.width of the file",
            file, loaded.sizes(), config.sizes());
      }
      BiSeNetWeights.load(training.network(), loaded.tensors());
    }
  }

  /**
   * Goes on from the newest undamaged checkpoint.
   *
   * @param assignments of keys that are marked {@link org.ipmnet.core.config.MayChange}; not {@code
   *     iterations}, over which the learning rate falls
   * @return how far it came; nothing if it was finished before, which is told and leaves the folder
   *     untouched
   */
  public Optional<Progress> resume(Path root, List<String> assignments) {
    try (ResumePoint<ParserConfig> point =
        ResumePoint.of(
            root, assignments, ParserConfig::of, ParserConfig::iterations, out::println)) {
      return point.goOn(out, "", () -> resume(point));
    }
  }

  private Progress resume(ResumePoint<ParserConfig> point) {
    ParserConfig config = point.wanted();
    RunLayout layout = point.layout();
    ParsedPhotos photos = open(config, MismatchPolicy.WARN); // what was begun may go on
    new RunPhotos(photos.hash(), photos.membership())
        .requireThoseOf(point.checkpoint(), layout.root());
    point.keepConfig(ParserConfig::toYaml);
    try (ParserTraining training = new ParserTraining(config)) {
      training.load(point.checkpoint());
      return run(layout, config, photos, training, point.progress());
    }
  }

  private ParsedPhotos open(ParserConfig config, MismatchPolicy policy) {
    ParsedPhotos photos =
        ParsedPhotos.open(config.data(), new RandomStreams(config.seed()), policy);
    photos.doubts().forEach(out::println);
    photos.faults().forEach(out::println);
    out.printf(
        Locale.ROOT,
        "%d photos to train on, %d held out%n",
        photos.train().size(),
        photos.heldOut().size());
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
    CheckpointWriter checkpoints =
        new CheckpointWriter(
            new CheckpointStore(layout.checkpoints()),
            config.checkpoint(),
            config.toYaml(),
            provenance,
            new RunPhotos(photos.hash(), photos.membership()),
            (content, occasion) -> training.save(content));
    ParserLogConfig log = config.log();
    RunLoop loop = new RunLoop(layout, log, out, terminal);
    ParameterGuard parameters =
        new ParameterGuard(
            List.of(training.network()), config.checkpoint().every(), log.samplesEvery());
    try (ParsingBatches batches =
        new ParsingBatches(
            photos, config.batch(), new RandomStreams(config.seed()), progress.iteration())) {
      return loop.run(
          progress,
          stop,
          () -> training.step(batches.next()),
          parameters,
          List.of(new ParserMeasures(training, config, photos, layout, loop.events())),
          checkpoints);
    }
  }
}
