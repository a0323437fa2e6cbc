// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;

/**
 * The pictures of one folder by name without extension. Pictures in a format that is not read are
 * told apart; other files are ignored.
 */
public final class PictureFolder {
  private static final Set<String> EXTENSIONS =
      Set.of("png", "jpg", "jpeg", "jfif", "webp", "bmp", "tif", "tiff");

  /** Of pictures that cameras, telephones and web pages give and that are not read. */
  private static final Set<String> OTHER_EXTENSIONS =
      Set.of(
          "heic", "heif", "avif", "gif", "jp2", "jxl", "psd", "dng", "cr2", "cr3", "nef", "arw",
          "orf", "rw2", "raf");

  private final Path folder;
  private final SortedMap<String, Path> byName = new TreeMap<>();
  private final List<Fault> unread = new ArrayList<>();

  private PictureFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Lists a folder.
   *
   * @param faults receives files whose name another file has already (a.png beside a.jpg)
   */
  public static PictureFolder list(Path folder, Collection<Fault> faults) {
    PictureFolder result = new PictureFolder(folder);
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(PictureFolder::isVisible).sorted().toList();
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read; check its rights", folder);
    }
    for (Path file : files) {
      String extension = extension(file.getFileName().toString());
      if (OTHER_EXTENSIONS.contains(extension)) {
        result.unread.add(
            new Fault(
                file,
                "is not read, only PNG, JPEG, WebP, BMP and TIFF are",
                "convert it to JPEG or PNG, or remove it"));
      }
      if (!EXTENSIONS.contains(extension)) {
        continue;
      }
      Path other = result.byName.putIfAbsent(stem(file.getFileName().toString()), file);
      if (other != null) {
        faults.add(
            new Fault(
                file,
                "has the same name as " + other.getFileName(),
                "rename or remove one of them"));
      }
    }
    return result;
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** Names in alphabetical order, each with its file. */
  public SortedMap<String, Path> byName() {
    return Collections.unmodifiableSortedMap(byName);
  }

  /** A fault for each picture in a format that is not read (HEIC, AVIF and others). */
  public List<Fault> unread() {
    return Collections.unmodifiableList(unread);
  }

  /** The picture of this name, whatever its extension; null if there is none. */
  public Path find(String name) {
    return byName.get(name);
  }

  /** A file name without its picture extension. */
  public static String stem(String fileName) {
    return EXTENSIONS.contains(extension(fileName))
        ? fileName.substring(0, fileName.lastIndexOf('.'))
        : fileName;
  }

  private static boolean isVisible(Path file) {
    return !file.getFileName().toString().startsWith(".") && !Files.isDirectory(file);
  }

  private static String extension(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
