// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.batch.BatchLoader;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.DataReport;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.log.TensorBoardEvents;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.loop.TrainingListener;
import org.ipmnet.train.model.TrainableModel;
import org.ipmnet.train.replica.Replica;
import org.ipmnet.train.run.RunLayout;

/** The training run of a makeup transfer model of any {@link org.ipmnet.core.network.ModelKind}. */
public final class TrainingRun extends ResumableRun<RunConfig> {
  private final FirstWeights first;
  private final Replica replica;

  /** See {@link ResumableRun#ResumableRun}. */
  public TrainingRun(PrintStream out, boolean terminal, StopRequest stop) {
    this(out, terminal, stop, FirstWeights.DRAWN);
  }

  /**
   * The same with first weights.
   *
   * @param first of a new run
   */
  public TrainingRun(PrintStream out, boolean terminal, StopRequest stop, FirstWeights first) {
    this(out, terminal, stop, first, Replica.ALONE);
  }

  /**
   * The same for one of several workers.
   *
   * @param replica its part
   */
  public TrainingRun(
      PrintStream out, boolean terminal, StopRequest stop, FirstWeights first, Replica replica) {
    super(out, terminal, stop, replica);
    this.first = first;
    this.replica = replica;
  }

  @Override
  protected RunConfig read(ConfigTree tree) {
    return RunConfig.of(tree);
  }

  @Override
  protected RunSettings settings(RunConfig config) {
    return new RunSettings(
        config.iterations(),
        config.seed(),
        config.data().labelMismatch(),
        config.checkpoint(),
        config.log(),
        config.log().measuresEvery(),
        config.toYaml());
  }

  @Override
  protected Workload open(RunConfig config, MismatchPolicy policy, PrintStream messages) {
    if (replica.shares()) {
      config.model().requireShares();
    }
    return new MakeupWorkload(config, policy, first, replica, messages);
  }

  @Override
  protected String advice() {
    return "; --set iterations=N goes on";
  }

  /** The model, and bare and made-up faces. */
  private static final class MakeupWorkload implements Workload {
    private final RunConfig config;
    private final FirstWeights first;
    private final Replica replica;
    private final PrintStream out;
    private final RandomStreams streams;
    private final TrainableModel model;
    private final MakeupTransferDataset dataset;
    private final BareStyle bareStyle;
    private BatchLoader batches;
    private long iterations;

    MakeupWorkload(
        RunConfig config,
        MismatchPolicy policy,
        FirstWeights first,
        Replica replica,
        PrintStream out) {
      this.config = config;
      this.first = first;
      this.replica = replica;
      this.out = out;
      this.streams = new RandomStreams(config.seed());
      try (Opening opening = new Opening()) {
        this.model = opening.add(config.model().create(config.data(), config.weights(), streams));
        this.dataset = MakeupTransferDataset.open(config.data(), streams, policy);
        DataReport report = dataset.report();
        if (!report.faults().isEmpty() || !report.doubts().isEmpty()) {
          out.println(report.table());
        }
        config.model().requireFits(dataset);
        opening.complete();
      }
      this.bareStyle = new BareStyle(dataset, model.model());
    }

    @Override
    public RunPhotos photos() {
      return new RunPhotos(dataset.report().hash(), dataset.membership());
    }

    @Override
    public List<Network> networks() {
      return model.training().networks();
    }

    @Override
    public void initialise() {
      model.initialise(streams);
      first.load(networks()).ifPresent(out::println);
    }

    @Override
    public void load(Checkpoint checkpoint, Path root) {
      TrainingCheckpoint.requireSameFrozen(checkpoint, model, root);
      TrainingCheckpoint.load(checkpoint, model.training());
      checkpoint.bareStyle().ifPresent(bareStyle::goOnFrom);
    }

    @Override
    public void save(Checkpoint.Content content, Occasion occasion) {
      bareStyle.at(occasion).ifPresent(content::bareStyle);
      TrainingCheckpoint.saveFrozen(model, content);
      TrainingCheckpoint.save(model.training(), content);
    }

    @Override
    public Supplier<LossReport> steps(long iteration) {
      replica.begin(
          model.training(),
          config.cluster(),
          config.checkpoint().every(),
          String.format(
              Locale.ROOT, "iteration %d, photos %s", iteration, dataset.report().hash()));
      batches = new BatchLoader(dataset, config.batch(), replica.share(), streams, iteration);
      return () -> step(batches.next());
    }

    private LossReport step(MakeupBatch batch) {
      LossReport own = model.training().step(batch);
      iterations++;
      return replica.afterStep(batch.iteration() + 1, own);
    }

    @Override
    public List<TrainingListener> pictures(RunLayout layout, TensorBoardEvents events) {
      List<TrainingListener> pictures = new ArrayList<>();
      pictures.add(new SampleWriter(config.log(), layout, events, dataset, model.model()));
      if (config.log().measuresEvery() > 0) {
        pictures.add(new MeasureWriter(config, layout, events, dataset, model.model()));
      }
      return pictures;
    }

    @Override
    public void ended(long nanoseconds) {
      long waited = batches.waitedNanos();
      out.printf(
          Locale.ROOT,
          "waited for data: %.1f of %.1f s (%.1f %%)%n",
          waited / 1e9,
          nanoseconds / 1e9,
          100.0 * waited / Math.max(1, nanoseconds));
      replica.cost(iterations).ifPresent(out::println);
    }

    @Override
    public void close() {
      try (model) {
        if (batches != null) {
          batches.close();
        }
      }
    }
  }
}
