// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.Fault;
import org.ipmnet.data.dataset.PictureFolder;

/**
 * The photos that a user names: one file, or those of a folder.
 *
 * @param byName in alphabetical order, without extension; at least one
 * @param sameNames a fault for each photo of a folder whose name another one has already
 * @param unread a fault for each in a format that is not read
 */
public record PhotoFiles(Map<String, Path> byName, List<Fault> sameNames, List<Fault> unread) {
  /**
   * Lists them.
   *
   * @throws UserError if there is none
   */
  public static PhotoFiles of(Path photos) {
    if (Files.isRegularFile(photos)) {
      String name = PictureFolder.stem(photos.getFileName().toString());
      return new PhotoFiles(Map.of(name, photos), List.of(), List.of());
    }
    if (!Files.isDirectory(photos)) {
      throw new UserError("%s does not exist; check the path", photos);
    }
    List<Fault> sameNames = new ArrayList<>();
    PictureFolder folder = PictureFolder.list(photos, sameNames);
    if (folder.byName().isEmpty()) {
      throw new UserError(
          "folder %s has no picture that is read (PNG, JPEG, WebP, BMP, TIFF); check the path",
          photos);
    }
    return new PhotoFiles(folder.byName(), sameNames, folder.unread());
  }
}
