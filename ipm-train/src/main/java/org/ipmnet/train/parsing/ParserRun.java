// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.ParsingBatches;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.session.ResumableRun;
import org.ipmnet.train.session.RunPhotos;
import org.ipmnet.train.session.RunSettings;
import org.ipmnet.train.session.Workload;

/**
 * The training run of a face parser. Its {@code iterations} cannot be changed on a resume: the
 * learning rate falls over them.
 */
public final class ParserRun extends ResumableRun<ParserConfig> {
  /** See {@link ResumableRun#ResumableRun}. */
  public ParserRun(PrintStream out, boolean terminal, StopRequest stop) {
    super(out, terminal, stop);
  }

  @Override
  protected ParserConfig read(ConfigTree tree) {
    return ParserConfig.of(tree);
  }

  @Override
  protected RunSettings settings(ParserConfig config) {
    return new RunSettings(
        config.iterations(),
        config.seed(),
        config.data().labelMismatch(),
        config.checkpoint(),
        config.log(),
        0,
        config.toYaml());
  }

  @Override
  protected Workload open(ParserConfig config, MismatchPolicy policy, PrintStream messages) {
    return new ParserWorkload(config, policy, messages);
  }

  @Override
  protected String advice() {
    return "";
  }

  /** The face parser, and photos with label maps. */
  private static final class ParserWorkload implements Workload {
    private final ParserConfig config;
    private final RandomStreams streams;
    private final ParsedPhotos photos;
    private final ParserTraining training;
    private ParsingBatches batches;

    ParserWorkload(ParserConfig config, MismatchPolicy policy, PrintStream out) {
      this.config = config;
      this.streams = new RandomStreams(config.seed());
      this.photos = ParsedPhotos.open(config.data(), streams, policy);
      photos.doubts().forEach(out::println);
      photos.faults().forEach(out::println);
      out.printf(
          Locale.ROOT,
          "%d photos to train on, %d held out%n",
          photos.train().size(),
          photos.heldOut().size());
      this.training = new ParserTraining(config);
    }

    @Override
    public RunPhotos photos() {
      return new RunPhotos(photos.hash(), photos.membership());
    }

    @Override
    public List<Network> networks() {
      return List.of(training.network());
    }

    @Override
    public void initialise() {
      training.network().initialise(streams);
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

    @Override
    public void load(Checkpoint checkpoint, Path root) {
      training.load(checkpoint);
    }

    @Override
    public void save(Checkpoint.Content content, Occasion occasion) {
      training.save(content);
    }

    @Override
    public Supplier<LossReport> steps(long iteration) {
      batches = new ParsingBatches(photos, config.batch(), streams, iteration);
      return () -> training.step(batches.next());
    }

    @Override
    public List<TrainingListener> pictures(RunLayout layout, TensorBoardEvents events) {
      return List.of(new ParserMetrics(training, config, photos, layout, events));
    }

    @Override
    public void close() {
      try (training) {
        if (batches != null) {
          batches.close();
        }
      }
    }
  }
}
