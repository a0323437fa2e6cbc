// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;

/**
 * Writes a set of synthetic faces in the layout of the Makeup Transfer data set.
 *
 * <p>{@code images} and {@code segs} hold the faces and their parsing maps, {@code train_*.txt} and
 * {@code test_*.txt} the split. {@code truth} holds what no real set has: test targets in the
 * makeup of test references as {@code <target>__<reference>.png}, {@link FaceRegion} maps of the
 * targets in {@code regions}, and {@link SyntheticParameters} as {@code parameters.json}.
 */
public final class SyntheticDataset {
  /**
   * Truth pictures are made for the first so many test faces of either side, in the lists' order.
   */
  public static final int MAX_TRUTH_SIDE = 12;

  private SyntheticDataset() {}

  /**
   * Writes a new set; the same arguments give the same files.
   *
   * @param dir a folder that does not exist or is empty
   * @param identities bare faces, and as many made-up ones of other people; at least 1. A tenth of
   *     each is held out for testing, at least 1; from 1,000 on, 100 bare and 250 made-up faces. A
   *     set of 1 has no test face.
   * @param size width and height in pixels, {@value FaceRenderer#MIN_SIZE} to {@value
   *     FaceRenderer#MAX_SIZE}
   * @throws UserError if an argument is out of range, or the folder is in use or cannot be written
   */
  public static void write(Path dir, int identities, int size, long seed) {
    if (identities < 1) {
      throw new UserError("identities must be at least 1, found " + identities);
    }
    if (size < FaceRenderer.MIN_SIZE || size > FaceRenderer.MAX_SIZE) {
      throw new UserError(
          "size must be %d to %d pixels, found %d",
          FaceRenderer.MIN_SIZE, FaceRenderer.MAX_SIZE, size);
    }
    Path target = dir.toAbsolutePath().normalize();
    requireFree(target);
    Path draft =
        target.resolveSibling(target.getFileName() + ".partial-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(draft);
      new DatasetFolder(draft, size).fill(identities, seed);
      Files.deleteIfExists(target);
      Files.move(draft, target);
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(e, "cannot write synthetic faces to " + dir + ": " + e.getMessage());
    } finally {
      removeIfLeft(draft);
    }
  }

  private static void requireFree(Path dir) {
    if (dir.getFileName() == null) {
      throw new UserError(dir + " is no place for a data set; name a new folder");
    }
    if (!Files.exists(dir)) {
      return;
    }
    if (!Files.isDirectory(dir)) {
      throw new UserError(dir + " is a file; name a new folder for the synthetic faces");
    }
    try (Stream<Path> entries = Files.list(dir)) {
      if (entries.findAny().isPresent()) {
        throw new UserError(dir + " is not empty; name a new folder for the synthetic faces");
      }
    } catch (IOException e) {
      throw new UserError(e, "cannot read folder " + dir + ": " + e.getMessage());
    }
  }

  /**
   * After a failure the draft is of no use; that it could not be removed must not hide the cause.
   */
  private static void removeIfLeft(Path draft) {
    if (!Files.exists(draft)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(draft)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.getLogger(SyntheticDataset.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + draft, e);
    }
  }
}
