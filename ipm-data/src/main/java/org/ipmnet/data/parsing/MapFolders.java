// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.Fault;
import org.ipmnet.data.dataset.NameLists;
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
          "%s holds no photos with maps: expected images/ and segs/ (or maps/) in it", root);
    }
    List<PhotoWithMap> pairs = new ArrayList<>();
    add(images, maps, "", pairs, faults);
    for (Path folder : folders(images)) {
      String side = folder.getFileName().toString();
      if (Files.isDirectory(maps.resolve(side))) {
        add(folder, maps.resolve(side), side + "/", pairs, faults);
      } else {
        faults.add(
            String.format(
                Locale.ROOT, "%s has no maps: there is no folder %s", folder, maps.resolve(side)));
      }
    }
    return pairs;
  }

  private static void add(
      Path images, Path maps, String prefix, List<PhotoWithMap> pairs, List<String> faults) {
    List<Fault> twice = new ArrayList<>();
    PictureFolder found = PictureFolder.list(maps, twice);
    PictureFolder photos = PictureFolder.list(images, twice);
    photos.unread().forEach(fault -> faults.add(fault.line()));
    photos
        .byName()
        .forEach(
            (name, photo) -> {
              Path map = found.find(name);
              if (map == null) {
                faults.add(String.format(Locale.ROOT, "%s has no parsing map in %s", photo, maps));
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
      throw new UserError(e, "folder %s cannot be read; check its rights", images);
    }
  }

  /**
   * Names in {@code test_SIDE.txt}, as {@code SIDE/NAME} whatever folder a line names; in {@code
   * test.txt}, as they are.
   *
   * @param faults receives a line for each name without a photo
   * @throws UserError if a list is no UTF-8 text
   */
  static Set<String> testLists(Path root, List<String> faults) {
    Path images = root.resolve("images");
    Set<String> photos = photos(images);
    Set<String> names = new HashSet<>();
    for (Path list : lists(root)) {
      for (String name : names(list)) {
        names.add(name);
        if (!photos.contains(name)) {
          faults.add(Fault.absent(images.resolve(name), list).line());
        }
      }
    }
    return names;
  }

  /**
   * Files that say what is held out.
   *
   * @throws UserError if the folder cannot be read
   */
  static List<Path> lists(Path root) {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> ofSide(file) || file.endsWith("test.txt"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read; check its rights", root);
    }
  }

  private static boolean ofSide(Path list) {
    String file = list.getFileName().toString();
    return file.startsWith(LIST_PREFIX) && file.endsWith(LIST_SUFFIX);
  }

  private static List<String> names(Path list) {
    if (!ofSide(list)) {
      return NameLists.paths(list);
    }
    String file = list.getFileName().toString();
    String side = file.substring(LIST_PREFIX.length(), file.length() - LIST_SUFFIX.length());
    return NameLists.names(list).stream().map(name -> side + "/" + name).toList();
  }

  /** Names of all photos, with a map or without. */
  private static Set<String> photos(Path images) {
    List<Fault> told = new ArrayList<>(); // where the pairs are made
    Set<String> names = new HashSet<>(PictureFolder.list(images, told).byName().keySet());
    for (Path folder : folders(images)) {
      String side = folder.getFileName() + "/";
      PictureFolder.list(folder, told).byName().keySet().forEach(name -> names.add(side + name));
    }
    return names;
  }
}
