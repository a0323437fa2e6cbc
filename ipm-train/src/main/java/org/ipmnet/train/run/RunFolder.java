// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.io.AtomicFile;

/**
 * A run folder that belongs to this process until it is closed; no other process, and nobody else
 * in this one, can own it meanwhile. To only look into a run use {@link RunLayout}.
 */
public final class RunFolder implements AutoCloseable {
  private final RunLayout layout;
  private final RunLock lock;

  private RunFolder(RunLayout layout, RunLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /**
   * Starts a run in a folder that is new or empty.
   *
   * @throws UserError if the folder holds anything, is in use, or cannot be made
   */
  public static RunFolder create(Path root) {
    RunLayout layout = new RunLayout(root);
    try {
      Files.createDirectories(root);
    } catch (FileAlreadyExistsException e) {
      throw new UserError(e, "output folder %s cannot be made: a file is in the way", e.getFile());
    } catch (IOException e) {
      throw new UserError(e, "output folder %s cannot be made: %s", root, AtomicFile.reason(e));
    }
    requireEmpty(layout); // before anything is written into somebody's folder
    return owned(
        layout,
        () -> {
          requireEmpty(layout); // again: another process may have come and gone in between
          Files.createDirectories(layout.samples());
          Files.createDirectories(layout.checkpoints());
        });
  }

  /**
   * Checks, before any work is done for it, that a folder is new or empty.
   *
   * @throws UserError if it holds anything
   */
  public static void requireUsable(Path root) {
    if (Files.isDirectory(root)) {
      requireEmpty(new RunLayout(root));
    } else if (Files.exists(root)) {
      throw new UserError("output folder %s cannot be made: a file is in the way", root);
    }
  }

  /**
   * Finds an existing run and touches nothing of it.
   *
   * @throws UserError if this is not a run folder
   */
  public static RunLayout existing(Path root) {
    RunLayout layout = new RunLayout(root);
    if (!Files.isRegularFile(layout.config())) {
      throw new UserError(
          Files.isDirectory(root)
              ? "%s is not a run folder: it holds no config.yaml"
              : "run folder %s does not exist",
          root);
    }
    return layout;
  }

  /**
   * Takes over an existing run, to resume it. What a killed process left half-written is removed.
   *
   * @throws UserError if this is not a run folder or it is in use
   */
  public static RunFolder open(Path root) {
    RunLayout layout = existing(root);
    return owned(
        layout,
        () -> {
          Files.createDirectories(layout.samples());
          Files.createDirectories(layout.checkpoints());
          AtomicFile.removeLeftovers(layout.root());
          AtomicFile.removeLeftovers(layout.samples());
          AtomicFile.removeLeftovers(layout.checkpoints());
        });
  }

  /**
   * Empties the folder of a run that was killed before its first checkpoint, so that it can be
   * started again; does nothing if there is no such folder.
   */
  public static void discardUnbegun(Path root) {
    if (Files.isDirectory(root)) {
      RunLayout layout = new RunLayout(root);
      try (RunFolder folder = new RunFolder(layout, RunLock.acquire(layout))) {
        folder.discard();
      }
    }
  }

  private interface Preparation {
    void run() throws IOException;
  }

  private static RunFolder owned(RunLayout layout, Preparation preparation) {
    RunLock lock = RunLock.acquire(layout);
    try {
      prepare(layout, preparation);
      return new RunFolder(layout, lock);
    } catch (RuntimeException | Error e) {
      try (lock) {
        throw e;
      }
    }
  }

  private static void prepare(RunLayout layout, Preparation preparation) {
    try {
      preparation.run();
    } catch (IOException e) {
      throw new UserError(
          e, "run folder %s cannot be prepared: %s", layout.root(), AtomicFile.reason(e));
    }
  }

  private static void requireEmpty(RunLayout layout) {
    // A lock file alone is what a run leaves that failed before it began.
    try (Stream<Path> files = Files.list(layout.root())) {
      Optional<Path> found = files.filter(file -> !file.equals(layout.lock())).findFirst();
      if (found.isPresent()) {
        throw new UserError(
            "output folder %s is in use: it already holds %s; name a new or empty folder",
            layout.root(), found.get().getFileName());
      }
    } catch (IOException e) {
      throw new UserError(
          e, "output folder %s cannot be read: %s", layout.root(), AtomicFile.reason(e));
    }
  }

  /** Where things lie in it. */
  public RunLayout layout() {
    return layout;
  }

  /**
   * Begins a run in this new folder. Without a checkpoint it cannot go on: if there is none when
   * the work fails, whatever the reason, the folder is emptied and can be used again.
   *
   * @param work fills the folder; what it throws is thrown
   */
  public <T> T begin(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) { // the memory may be full
      try {
        if (new CheckpointStore(layout.checkpoints()).newestFirst().isEmpty()) {
          discard();
        }
      } catch (RuntimeException second) {
        e.addSuppressed(second); // why there is no run matters more than that its folder is left
      }
      throw e;
    }
  }

  private void discard() {
    try (Stream<Path> files = Files.walk(layout.root())) {
      List<Path> deepestFirst =
          files
              .filter(file -> !file.equals(layout.root()) && !file.equals(layout.lock()))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UserError(
          e, "run folder %s cannot be emptied: %s", layout.root(), AtomicFile.reason(e));
    }
  }

  /** Gives the folder up. */
  @Override
  public void close() {
    lock.close();
  }
}
