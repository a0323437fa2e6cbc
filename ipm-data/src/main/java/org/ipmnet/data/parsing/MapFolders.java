// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.Fault;
import org.ipmnet.data.dataset.PictureFolder;

/** Finds photos and their maps: {@code images/NAME}, {@code images/SIDE/NAME}, maps likewise. */
final class MapFolders {
  private static final String LIST_PREFIX = "test_";
  private static final String LIST_SUFFIX = ".txt";

  private MapFolders() {}

  /**
   * All pairs, by name.
   *
   * @param faults receives a line for each photo without a map
   * @throws UserError if there are no such folders
   */
  static List<PhotoWithMap> pairs(Path root, List<String> faults) {
    Path images = root.resolve("images");
    Path maps = root.resolve("segs");
    if (!Files.isDirectory(maps)) {
      maps = root.resolve("maps");
    }
    if (!Files.isDirectory(images) || !Files.isDirectory(maps)) {
      throw new UserError(
          "%s holds no photos with maps: expected images/ and segs/ (or maps/) in it"
              .formatted(root));
    }
    List<PhotoWithMap> pairs = new ArrayList<>();
    add(images, maps, "", pairs, faults);
    for (Path folder : folders(images)) {
      String side = folder.getFileName().toString();
      if (Files.isDirectory(maps.resolve(side))) {
        add(folder, maps.resolve(side), side + "/", pairs, faults);
      } else {
        faults.add("%s has no maps: there is no folder %s".formatted(folder, maps.resolve(side)));
      }
    }
    return pairs;
  }

  private static void add(
      Path images, Path maps, String prefix, List<PhotoWithMap> pairs, List<String> faults) {
    List<Fault> twice = new ArrayList<>();
    PictureFolder found = PictureFolder.list(maps, twice);
    PictureFolder.list(images, twice)
        .byName()
        .forEach(
            (name, photo) -> {
              Path map = found.find(name);
              if (map == null) {
                faults.add("%s has no parsing map in %s".formatted(photo, maps));
              } else {
                pairs.add(new PhotoWithMap(prefix + name, photo, map));
              }
            });
    twice.forEach(fault -> faults.add(fault.line()));
  }

  private static List<Path> folders(Path images) {
    try (Stream<Path> entries = Files.list(images)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UserError("folder %s cannot be read; check its rights".formatted(images), e);
    }
  }

  /** Names in {@code test_SIDE.txt}, as {@code SIDE/NAME}; in {@code test.txt}, as they are. */
  static List<String> testLists(Path root) {
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(root)) {
      for (Path list : entries.sorted().toList()) {
        String file = list.getFileName().toString();
        boolean ofSide = file.startsWith(LIST_PREFIX) && file.endsWith(LIST_SUFFIX);
        if (ofSide || file.equals("test.txt")) {
          String side =
              ofSide
                  ? file.substring(LIST_PREFIX.length(), file.length() - LIST_SUFFIX.length()) + "/"
                  : "";
          for (String line : Files.readAllLines(list)) {
            if (!line.isBlank()) {
              names.add(side + PictureFolder.stem(line.strip()));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UserError("lists in %s cannot be read: %s".formatted(root, e.getMessage()), e);
    }
    return names;
  }
}
