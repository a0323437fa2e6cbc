// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;

/**
 * Text files beside a data set that restrict one side of it, one picture name a line.
 *
 * @param train names for training, or null: all that are not for testing
 * @param trainFile where they come from, or null
 * @param test names for testing, or null: a seeded split decides
 * @param testFile where they come from, or null
 */
public record NameLists(List<String> train, Path trainFile, List<String> test, Path testFile) {
  /** No restriction. */
  static final NameLists NONE = new NameLists(null, null, null, null);

  /**
   * Reads {@code train_SIDE.txt} (or {@code SIDE.txt}) and {@code test_SIDE.txt}, where they exist.
   *
   * @throws UserError if a name stands in both {@code train_SIDE.txt} and {@code test_SIDE.txt}
   */
  static NameLists of(Path root, Side side) {
    Path test = existing(root.resolve("test_" + side.folder() + ".txt"));
    Path train = existing(root.resolve("train_" + side.folder() + ".txt"));
    List<String> tested = test == null ? null : names(test);
    if (train != null) {
      List<String> trained = names(train);
      if (tested != null) {
        Set<String> both = new HashSet<>(trained);
        both.retainAll(new HashSet<>(tested));
        if (!both.isEmpty()) {
          throw new UserError(
              "%s and %s both list %s; a face is for training or for testing",
              train, test, both.iterator().next());
        }
      }
      return new NameLists(trained, train, tested, test);
    }
    Path all = existing(root.resolve(side.folder() + ".txt"));
    List<String> listed = all == null ? null : names(all);
    if (listed != null && tested != null) {
      Set<String> held = new HashSet<>(tested);
      listed = listed.stream().filter(name -> !held.contains(name)).toList();
    }
    return new NameLists(listed, all, tested, test);
  }

  /** The files that there are. */
  List<Path> files() {
    return Stream.of(trainFile, testFile).filter(Objects::nonNull).toList();
  }

  private static Path existing(Path file) {
    return Files.isRegularFile(file) ? file : null;
  }

  /**
   * Names without folder and extension, each once, in the file's order.
   *
   * @throws UserError naming the file if it is no UTF-8 text
   */
  public static List<String> names(Path file) {
    return paths(file).stream()
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .distinct()
        .toList();
  }

  /** The same with folders, where lines have them: {@code makeup/a}. */
  public static List<String> paths(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.replace("\uFEFF", "").strip())
          .filter(line -> !line.isEmpty())
          .map(PictureFolder::stem)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UserError(
          e, "list %s cannot be read as UTF-8 text; save it with one file name a line", file);
    }
  }
}
