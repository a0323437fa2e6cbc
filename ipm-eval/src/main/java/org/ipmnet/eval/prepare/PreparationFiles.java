// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.data.dataset.PictureFolder;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.outcome.OutcomeTable;

/** The files that a preparation reads, and where those lie that it writes. */
record PreparationFiles(PreparationRequest request) {
  /** A file to look at: its place and what the table calls it. */
  record Photo(Path file, String name, Side side, String stem) {
    /** What tells a picture's name on this side from the same one on the other side. */
    String key(String picture) {
      return side + "/" + picture;
    }
  }

  /** Where a photo's picture of that name goes. */
  Path image(Photo photo, String name) {
    return folder("images", photo.side()).resolve(name + ".png");
  }

  /** Where its map goes. */
  Path map(Photo photo, String name) {
    return folder("segs", photo.side()).resolve(name + ".png");
  }

  private Path folder(String kind, Side side) {
    return request.out().resolve(kind).resolve(side.folder());
  }

  /** Makes the folders and takes away what a killed run left half-written. */
  void makeFolders() {
    try {
      if (Files.exists(request.out()) && Files.isSameFile(request.out(), request.photos())) {
        throw new UserError(
            "%s holds the photos that are read; choose another output folder", request.out());
      }
      for (Side side : Side.values()) {
        for (String kind : List.of("images", "segs")) {
          Files.createDirectories(folder(kind, side));
          AtomicFile.removeLeftovers(folder(kind, side));
        }
      }
    } catch (IOException e) {
      throw new UserError(
          e, "output folder %s cannot be used: %s", request.out(), AtomicFile.reason(e));
    }
  }

  /**
   * All files that are looked at, by name.
   *
   * @throws UserError if there are none
   */
  List<Photo> photos() {
    List<Photo> photos = new ArrayList<>(files(request.photos(), request.side(), ""));
    for (Side side : Side.values()) {
      Path folder = request.photos().resolve(side.folder());
      if (Files.isDirectory(folder)) {
        photos.addAll(files(folder, side, side.folder() + "/"));
      }
    }
    if (photos.isEmpty()) {
      throw new UserError("folder %s holds no files; check the path", request.photos());
    }
    return photos;
  }

  /** All files, so that the table tells of those that are no photos too; hidden ones are not. */
  private static List<Photo> files(Path folder, Side side, String prefix) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("%s does not exist or is no folder; check the path", folder);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .map(
              file -> {
                String name = file.getFileName().toString();
                return new Photo(
                    file, prefix + name, side, OutcomeTable.clean(PictureFolder.stem(name)));
              })
          .toList();
    } catch (IOException e) {
      throw new UserError(e, "folder %s cannot be read: %s", folder, AtomicFile.reason(e));
    }
  }
}
