// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Unchanged;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.train.log.TrainingDiverged;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.loop.Trainer;
import org.ipmnet.train.replica.Replica;
import org.ipmnet.train.run.NativeHeapTrim;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;

/**
 * A run in its folder, whatever it trains: started new, or resumed from its newest checkpoint.
 *
 * @param <C> its configuration
 */
public abstract class ResumableRun<C extends Record> {
  private final PrintStream out;
  private final boolean terminal;
  private final StopRequest stop;
  private final Replica replica;

  /**
   * A run.
   *
   * @param out where progress is printed
   * @param terminal whether that is a terminal, which gets a moving bar
   * @param stop asked between two iterations
   */
  protected ResumableRun(PrintStream out, boolean terminal, StopRequest stop) {
    this(out, terminal, stop, Replica.ALONE);
  }

  /**
   * A run that several workers may share.
   *
   * @param replica this worker's part; without the lead it reads the run's folder, writes nothing
   *     there and prints no progress
   */
  protected ResumableRun(PrintStream out, boolean terminal, StopRequest stop, Replica replica) {
    this.out = out;
    this.terminal = terminal;
    this.stop = replica.agreed(stop);
    this.replica = replica;
  }

  /** Reads a configuration strictly. */
  protected abstract C read(ConfigTree tree);

  /** The settings that every kind of run has. */
  protected abstract RunSettings settings(C config);

  /**
   * Opens networks and photos.
   *
   * @param policy what to do if label maps seem to follow another scheme than the configured one
   * @param messages where faults of the photos are printed
   * @throws UserError for data or weights that cannot be used
   */
  protected abstract Workload open(C config, MismatchPolicy policy, PrintStream messages);

  /** What to add to the message that a run is finished, such as how to extend it; may be empty. */
  protected abstract String advice();

  /**
   * Starts a run in a new or empty folder.
   *
   * @return how far it came
   * @throws UserError for data, weights or a folder that cannot be used
   * @throws TrainingDiverged if a loss is NaN or runs away
   */
  public final Progress start(C config, Path root) {
    RunSettings settings = settings(config);
    Progress beginning = new Progress(0, settings.iterations());
    if (!replica.leads()) {
      try (Workload workload = open(config, settings.labelMismatch(), out)) {
        workload.initialise();
        return follow(workload, beginning);
      }
    }
    RunFolder.requireUsable(root);
    // Weights and data are opened first: no folder is made for a run that cannot begin.
    try (Workload workload = open(config, settings.labelMismatch(), out)) {
      workload.initialise();
      try (RunFolder folder = RunFolder.create(root)) {
        return folder.begin(
            () -> {
              AtomicFile.write(folder.layout().config(), settings.yaml());
              return iterate(folder.layout(), settings, workload, beginning);
            });
      }
    }
  }

  /**
   * Resumes a run from its newest undamaged checkpoint. If nothing is left to do, no lock is taken
   * and nothing is written.
   *
   * @param assignments of keys that are marked {@link org.ipmnet.core.config.MayChange}
   * @return how far it came; empty if it was finished before, which is printed
   * @throws UserError if this is no run folder or holds no undamaged checkpoint, a key is changed
   *     that must not be, fewer iterations are wanted than are done, or another process trains here
   * @throws TrainingDiverged if a loss is NaN or runs away
   */
  public final Optional<Progress> resume(Path root, List<String> assignments) {
    RunLayout layout = RunFolder.existing(root);
    CheckpointStore store = new CheckpointStore(layout.checkpoints());
    List<Path> present = store.newestFirst();
    try (Checkpoint checkpoint = store.newest(out::println)) {
      ConfigTree saved = ConfigTree.parse(layout.config().toString(), checkpoint.config());
      ConfigTree latest = ConfigTree.load(layout.config());
      ConfigTree wanted = latest.set(assignments);
      // checked first: configurations of other models have other keys and could not be read
      Unchanged.require("model", ModelKind.of(saved), ModelKind.of(wanted));
      C old = read(latest);
      C config = read(wanted);
      Unchanged.require(read(saved), config);
      Progress progress = new Progress(checkpoint.iteration(), settings(config).iterations());
      if (progress.iteration() > progress.iterations()
          && progress.iterations() != settings(old).iterations()) {
        throw new UserError(
            "iterations: %s has %d behind it, found %d; nothing is taken back",
            root, progress.iteration(), progress.iterations());
      }
      if (progress.finished()) {
        out.printf(
            Locale.ROOT,
            "%s is finished: %d of %d iterations%s%n",
            root,
            progress.iteration(),
            progress.iterations(),
            advice());
        return Optional.empty();
      }
      if (!replica.leads()) {
        try (Workload workload = opened(layout, config, checkpoint)) {
          return Optional.of(follow(workload, progress));
        }
      }
      try (RunFolder folder = RunFolder.open(root)) {
        if (!present.equals(store.newestFirst())) {
          throw new UserError("%s: another process has just trained here; resume again", root);
        }
        boolean changed = !config.equals(old);
        return Optional.of(goOn(layout, config, changed, checkpoint, progress));
      }
    }
  }

  private Progress goOn(
      RunLayout layout, C config, boolean changed, Checkpoint checkpoint, Progress progress) {
    RunSettings settings = settings(config);
    try (Workload workload = opened(layout, config, checkpoint)) {
      if (changed) {
        AtomicFile.write(layout.config(), settings.yaml());
      }
      return iterate(layout, settings, workload, progress);
    }
  }

  private Workload opened(RunLayout layout, C config, Checkpoint checkpoint) {
    try (Opening opening = new Opening()) {
      // a run that has begun is not refused for its label maps: they are only warned about
      Workload workload = opening.add(open(config, MismatchPolicy.WARN, out));
      workload.photos().requireThoseOf(checkpoint, layout.root());
      workload.load(checkpoint, layout.root());
      opening.complete();
      return workload;
    }
  }

  /** Iterates beside the worker that leads, which has all side jobs but this one. */
  private Progress follow(Workload workload, Progress from) {
    Supplier<LossReport> steps = workload.steps(from.iteration());
    return new Trainer(steps, List.of(NativeHeapTrim.ofThisProcess())).run(from, stop);
  }

  private Progress iterate(
      RunLayout layout, RunSettings settings, Workload workload, Progress from) {
    return new RunLoop(layout, settings, workload).run(from, out, terminal, stop);
  }
}
