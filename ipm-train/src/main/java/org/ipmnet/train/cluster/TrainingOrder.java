// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.train.config.RunConfig;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import org.ipmnet.train.replica.Replica;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;
import org.ipmnet.train.run.RunLock;
import org.ipmnet.train.session.FirstWeights;
import org.ipmnet.train.session.TrainingRun;

/**
 * A run to start or to go on with, as every worker is told. All paths are absolute: workers are
 * started from other folders.
 *
 * @param run the run's folder, on storage that all workers see
 * @param config of a new run, as YAML; null for one that goes on
 * @param from what a new run begins with; null for drawn weights
 * @param assignments over the configuration of a run that goes on
 */
public record TrainingOrder(String run, String config, String from, List<String> assignments)
    implements Serializable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BETWEEN_LOOKS_MILLIS = 200;

  /**
   * A new run.
   *
   * @param from a model to begin with, or null
   * @throws UserError if the run's folder, as far as this machine sees it, is in use
   */
  public static TrainingOrder start(RunConfig config, Path run, Path from) {
    RunFolder.requireUsable(run);
    ConfigTree tree = ConfigTree.parse("--config", config.toYaml());
    return new TrainingOrder(
        AbsolutePaths.of(run),
        RunConfig.of(tree.set(AbsolutePaths.assignments(tree))).toYaml(),
        model(from),
        List.of());
  }

  /** A run that goes on. */
  public static TrainingOrder resume(Path run, List<String> assignments) {
    RunLayout layout = RunFolder.existing(run);
    ConfigTree wanted = ConfigTree.load(layout.config()).set(assignments);
    List<String> all = new ArrayList<>(assignments);
    all.addAll(AbsolutePaths.assignments(wanted));
    return new TrainingOrder(AbsolutePaths.of(run), null, null, List.copyOf(all));
  }

  private static String model(Path from) {
    if (from == null || from.equals(MakeupModels.BUILT_IN)) {
      return from == null ? null : from.toString();
    }
    return AbsolutePaths.of(from);
  }

  /** The newest checkpoint, as far as this machine sees the run. */
  public Optional<Path> newest() {
    return new CheckpointStore(layout().checkpoints()).newestFirst().stream().findFirst();
  }

  /**
   * Before workers try again: waits until those that were lost have let go of the folder, and
   * empties it if they had no checkpoint yet. For the worker that leads.
   *
   * @return whether there is a checkpoint to go on from
   * @throws UserError if somebody keeps the folder
   */
  public boolean takeOver() {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!RunLock.isFree(layout()) && System.nanoTime() < end) {
      try {
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    boolean begun = newest().isPresent();
    if (!begun && config != null) {
      RunFolder.discardUnbegun(layout().root());
    }
    return begun;
  }

  /**
   * Trains, as one of the workers.
   *
   * @param begun whether the run has a checkpoint of an earlier try
   * @return how far it came; empty if it was finished before
   */
  public Optional<Progress> train(
      PrintStream out, StopRequest stop, Replica replica, boolean begun) {
    Path root = layout().root();
    FirstWeights first = new FirstWeights(from == null ? null : Path.of(from), out::println);
    TrainingRun training = new TrainingRun(out, false, stop, first, replica);
    return config == null || begun
        ? training.resume(root, assignments)
        : Optional.of(training.start(RunConfig.of(ConfigTree.parse("--config", config)), root));
  }

  private RunLayout layout() {
    return new RunLayout(Path.of(run));
  }
}
