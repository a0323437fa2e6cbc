// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.picture.PhotoFiles;
import org.ipmnet.eval.picture.Png;

/** Maps of all photos of a folder, and pictures of both together. */
public final class FolderParsing {
  private FolderParsing() {}

  /**
   * Writes {@code maps/NAME.png} and {@code overlays/NAME.png}, both of the photo's size.
   *
   * @param written hears of every map
   * @return what is wrong with photos that were left out, a line each
   * @throws UserError if a folder cannot be used
   */
  public static List<String> run(
      ParsingRequest request, FaceParser parser, Consumer<Path> written) {
    PhotoFiles photos = PhotoFiles.of(request.photos()); // before anything is made
    List<String> faults = new ArrayList<>();
    photos.sameNames().forEach(fault -> faults.add(fault.line()));
    photos.unread().forEach(fault -> faults.add(fault.line()));
    OutputFolder.prepare(request.out(), List.of(request.photos()), request.overwrite());
    Path maps = folder(request.out(), "maps");
    Path overlays = folder(request.out(), "overlays");
    LabelScheme as = request.labels() == null ? parser.labels() : request.labels();
    try (PhotoParsing parsing = new PhotoParsing(parser)) {
      for (Map.Entry<String, Path> photo : photos.byName().entrySet()) {
        try {
          RgbImage picture = RgbImage.read(photo.getValue());
          PhotoMap found = parsing.of(picture);
          Path file = maps.resolve(photo.getKey() + ".png");
          MapFile.write(file, found.map(), parser.labels(), as);
          Png.write(
              overlays.resolve(photo.getKey() + ".png"),
              ParsingOverlay.of(picture, found, parser.labels()));
          written.accept(file);
        } catch (UserError e) {
          faults.add(e.getMessage());
        }
      }
    }
    return faults;
  }

  private static Path folder(Path out, String name) {
    try {
      return Files.createDirectories(out.resolve(name));
    } catch (IOException e) {
      throw new UserError(
          e, "folder %s cannot be made: %s", out.resolve(name), AtomicFile.reason(e));
    }
  }
}
