// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * How a program names the files that it saves together. Each name has a {@code *}, which stands for
 * the save: an iteration, or an epoch.
 *
 * @param save what the {@code *} may stand for, a regular expression: numbers with {@code _}
 *     between them, or {@code latest}, which is above all of them
 * @param shown what messages write for the {@code *} where files are looked for
 * @param groups files that are of use together only; the first group is one file, which must be
 *     there, the last one has the discriminators
 * @param optimizer the file of the state of the optimisers, of use with all groups only; null if
 *     the program saves none
 * @param anew what is told where that state is not there: what begins anew
 */
public record SavedFiles(
    String save, String shown, List<Group> groups, String optimizer, String anew) {

  /**
   * Files that are of use together only.
   *
   * @param without what it means if they are not there
   * @param files their names
   */
  public record Group(String without, List<String> files) {
    /** The file that must be there. */
    static Group needed(String file) {
      return new Group("", List.of(file));
    }

    /** What only training needs. */
    static Group discriminators(String... files) {
      return new Group("if training goes on, both discriminators begin anew", List.of(files));
    }
  }

  /** The file that must be there. */
  String first() {
    return groups.get(0).files().get(0);
  }

  /**
   * What of a save is there.
   *
   * @param path a file, which is taken alone as the first one, or a folder, whose newest save is
   *     taken
   * @return paths by the names of the files
   * @throws UserError if the folder holds no save, or cannot be read
   */
  Map<String, Path> find(Path path) {
    Map<String, Path> found = new LinkedHashMap<>();
    if (!Files.isDirectory(path)) {
      found.put(first(), path);
      return found;
    }
    String newest = newest(path);
    found.put(first(), path.resolve(first().replace("*", newest))); // opening it tells what it is
    for (Group group : groups) {
      Map<String, Path> together = new LinkedHashMap<>();
      group.files().forEach(file -> together.put(file, path.resolve(file.replace("*", newest))));
      if (together.values().stream().allMatch(Files::isRegularFile)) {
        found.putAll(together);
      }
    }
    boolean whole = groups.stream().allMatch(group -> found.keySet().containsAll(group.files()));
    if (optimizer != null && whole && Files.isRegularFile(path.resolve(optimizer))) {
      found.put(optimizer, path.resolve(optimizer));
    }
    return found;
  }

  private String newest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> save(file).stream())
          .max(Comparator.comparingLong(SavedFiles::order))
          .orElseThrow(
              () -> new UserError("folder %s holds no %s", folder, first().replace("*", shown)));
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read: %s", folder, AtomicFile.reason(e));
    }
  }

  /** What stands for the {@code *} in the name of a first file. */
  private Optional<String> save(Path file) {
    Matcher name = pattern(first(), save).matcher(file.getFileName().toString());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private static Pattern pattern(String file, String save) {
    return Pattern.compile(Pattern.quote(file).replace("*", "\\E(" + save + ")\\Q"));
  }

  private static long order(String save) {
    return save.equals("latest")
        ? Long.MAX_VALUE
        : Arrays.stream(save.split("_"))
            .mapToLong(Long::parseLong)
            .reduce(0, (before, number) -> before * 1_000_000_000 + number);
  }

  /**
   * Iterations that the name of a first file tells; 0 if it tells none, or no optimiser goes on.
   */
  long iteration(Path file) {
    return optimizer == null ? 0 : save(file).map(SavedFiles::order).orElse(0L);
  }

  /** Which file is meant by a name, whatever it ends with: the first one where it tells nothing. */
  String named(Path file) {
    String name = stem(file.getFileName().toString());
    return groups.stream()
        .flatMap(group -> group.files().stream())
        .filter(saved -> pattern(stem(saved), ".*").matcher(name).matches())
        .findFirst()
        .orElse(first());
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
