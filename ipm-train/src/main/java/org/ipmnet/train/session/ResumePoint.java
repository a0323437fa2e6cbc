// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Unchanged;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;

/**
 * Where a run goes on: its newest checkpoint that is whole, and its configuration as it was and as
 * it is wanted. Opening one takes no lock and writes nothing, so that a run with nothing left to do
 * stays as it is.
 *
 * @param present all checkpoints that were there, the newest first
 * @param checkpoint closed with this
 * @param latest config.yaml of the folder
 * @param wanted the same with what was set
 * @param progress where it goes on, and how far it is to go
 * @param <C> the configuration
 */
public record ResumePoint<C extends Record>(
    RunLayout layout,
    List<Path> present,
    Checkpoint checkpoint,
    C latest,
    C wanted,
    Progress progress)
    implements AutoCloseable {

  /**
   * Looks into a run.
   *
   * @param assignments of keys that are marked {@link org.ipmnet.core.config.MayChange}
   * @param read makes a configuration of a file's tree
   * @param iterations what a configuration says of them
   * @param damaged told in one line of each newer checkpoint that is damaged
   * @throws UserError if this is no run folder, holds no whole checkpoint, a key that must stay is
   *     changed, or fewer iterations are wanted than are done
   */
  public static <C extends Record> ResumePoint<C> of(
      Path root,
      List<String> assignments,
      Function<ConfigTree, C> read,
      ToLongFunction<C> iterations,
      Consumer<String> damaged) {
    RunLayout layout = RunFolder.existing(root);
    CheckpointStore store = new CheckpointStore(layout.checkpoints());
    List<Path> present = store.newestFirst();
    try (Opening opening = new Opening()) {
      Checkpoint checkpoint = opening.add(store.newest(damaged));
      ConfigTree saved = ConfigTree.parse(layout.config().toString(), checkpoint.config());
      ConfigTree latest = ConfigTree.load(layout.config());
      ConfigTree wanted = latest.set(assignments);
      // other kinds have other keys, which could not be read
      Unchanged.require("model", ModelKind.of(saved), ModelKind.of(wanted));
      C old = read.apply(latest);
      C config = read.apply(wanted);
      Unchanged.require(read.apply(saved), config);
      Progress progress = new Progress(checkpoint.iteration(), iterations.applyAsLong(config));
      if (progress.iteration() > progress.iterations()
          && progress.iterations() != iterations.applyAsLong(old)) {
        throw new UserError(
            "iterations: %s has %d behind it, found %d; nothing is taken back",
            root, progress.iteration(), progress.iterations());
      }
      opening.complete();
      return new ResumePoint<>(layout, present, checkpoint, old, config, progress);
    }
  }

  /**
   * Goes on, in a folder that this process then owns.
   *
   * @param out told in one line of a run that is finished
   * @param advice what such a run may do, after that; may be empty
   * @param rest the iterations that are left
   * @return how far they came; nothing for a finished run, which stays untouched
   * @throws UserError if another process trains here, or has since this was opened
   */
  public Optional<Progress> goOn(PrintStream out, String advice, Supplier<Progress> rest) {
    if (progress.finished()) {
      out.printf(
          Locale.ROOT,
          "%s is finished: %d of %d iterations%s%n",
          layout.root(),
          progress.iteration(),
          progress.iterations(),
          advice);
      return Optional.empty();
    }
    try (RunFolder folder = RunFolder.open(layout.root())) {
      requireStillNewest();
      return Optional.of(rest.get());
    }
  }

  private void requireStillNewest() {
    if (!present.equals(new CheckpointStore(layout.checkpoints()).newestFirst())) {
      throw new UserError("%s: another process has just trained here; resume again", layout.root());
    }
  }

  /** Keeps the wanted configuration in the folder, where it is another one. */
  public void keepConfig(Function<C, String> yaml) {
    if (!wanted.equals(latest)) {
      AtomicFile.write(layout.config(), yaml.apply(wanted));
    }
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
