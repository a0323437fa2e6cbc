// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.io.AtomicFile;

/** The checkpoints of one run, a file each, named by iteration. */
public final class CheckpointStore {
  // Digits of any script: earlier versions named files in those of the user's locale.
  private static final Pattern NAME =
      Pattern.compile("([\\p{Nd}&&[\\x{0}-\\x{FFFF}]]{8,18})\\.safetensors");

  private final Path folder;

  /** The store in that folder. */
  public CheckpointStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Which checkpoints are written and kept, key {@code checkpoint}.
   *
   * @param every iterations between two
   * @param keep how many of the newest are kept
   * @param keepEvery those at multiples of this are kept for good; 0 for none
   */
  public record Retention(
      @MayChange(KEPT) @Range(least = 1) long every,
      @MayChange(KEPT) @Range(least = 1) int keep,
      @MayChange(KEPT) @Range(least = 0) long keepEvery) {
    private static final String KEPT = "what is kept does not move what is trained";

    /** Checks the ranges. */
    public Retention {
      Ranges.of(Retention.class).require(every, keep, keepEvery);
    }
  }

  /**
   * Opens what a user names a model: a run folder, whose newest undamaged checkpoint is taken, or
   * one checkpoint.
   *
   * @param damaged receives one line for each newer checkpoint that is damaged
   * @throws UserError if it is neither
   */
  public static Checkpoint model(Path runOrCheckpoint, Consumer<String> damaged) {
    if (Files.isRegularFile(runOrCheckpoint)) {
      return Checkpoint.open(runOrCheckpoint);
    }
    Path folder = runOrCheckpoint.resolve("checkpoints");
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          Files.exists(runOrCheckpoint)
              ? "%s is neither a run folder nor a checkpoint: it has no folder checkpoints"
              : "model %s does not exist",
          runOrCheckpoint);
    }
    return new CheckpointStore(folder).newest(damaged);
  }

  /** The file of an iteration. */
  public Path file(long iteration) {
    return folder.resolve(String.format(Locale.ROOT, "%08d.safetensors", iteration));
  }

  /**
   * Writes a checkpoint, then deletes those before it that need not be kept. Files of later
   * iterations do not count: a run that goes on from here could not open them.
   */
  public void write(long iteration, Checkpoint.Content content, Retention retention) {
    content.writeTo(file(iteration));
    List<Path> files =
        newestFirst().stream().filter(written -> iteration(written) <= iteration).toList();
    for (Path old : files.subList(Math.min(retention.keep(), files.size()), files.size())) {
      if (retention.keepEvery() == 0 || iteration(old) % retention.keepEvery() != 0) {
        try {
          Files.deleteIfExists(old);
        } catch (IOException e) {
          throw new UserError(
              e, "old checkpoint %s cannot be deleted: %s", old, AtomicFile.reason(e));
        }
      }
    }
  }

  /**
   * Opens the newest undamaged checkpoint.
   *
   * @param damaged receives one line for each newer one that is not
   * @throws UserError if there is none
   */
  public Checkpoint newest(Consumer<String> damaged) {
    for (Path file : newestFirst()) {
      try {
        return Checkpoint.open(file);
      } catch (UserError e) {
        damaged.accept(e.getMessage() + "; trying the one before");
      }
    }
    throw new UserError("%s holds no usable checkpoint", folder);
  }

  /** All files, the newest first. */
  public List<Path> newestFirst() {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
            .forEach(found::add);
      } catch (IOException e) {
        throw new UserError(
            e, "checkpoint folder %s cannot be read: %s", folder, AtomicFile.reason(e));
      }
    }
    found.sort(Comparator.comparingLong(CheckpointStore::iteration).reversed());
    return found;
  }

  /** The iteration that a file's name tells, -1 if it is no checkpoint's. */
  public static long iteration(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
