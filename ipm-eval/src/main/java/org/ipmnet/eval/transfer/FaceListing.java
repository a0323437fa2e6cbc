// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.Fault;
import org.ipmnet.data.dataset.PictureFolder;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.eval.picture.PhotoFiles;

/** Lists the faces of a {@link FaceSource}; decodes nothing. */
final class FaceListing {
  private final FaceSource source;
  private final boolean searchMtLayout;
  private final boolean readyMadeTextures;
  private final Map<Path, PictureFolder> listed = new HashMap<>();

  private FaceListing(FaceSource source, boolean searchMtLayout, boolean readyMadeTextures) {
    this.source = source;
    this.searchMtLayout = searchMtLayout;
    this.readyMadeTextures = readyMadeTextures;
  }

  /**
   * Faces that need no makeup area: references. Only named companions are read: those in MT layout
   * may follow another label scheme, see {@link #ofDataSet}.
   *
   * @param unread receives a line for each photo of a folder whose format is not read
   * @throws UserError naming the file or folder that is missing
   */
  static List<FaceFile> references(FaceSource source, List<String> unread) {
    return new FaceListing(source, false, false).faces(unread);
  }

  /**
   * Which of these lie in MT layout with a map or mask beside them: pictures of a data set, framed
   * as in training.
   */
  static Set<FaceFile> ofDataSet(List<FaceFile> faces) {
    FaceListing finder = new FaceListing(null, true, false);
    return faces.stream()
        .filter(face -> finder.areaInMtLayout(face.photo(), face.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean areaInMtLayout(Path photo, String name) {
    return inMtLayout(photo, "segs", name) != null || inMtLayout(photo, "masks", name) != null;
  }

  /**
   * Faces to be made up; some may have neither map nor mask, see {@link #requireArea}.
   *
   * @param readyMadeTextures whether each needs a texture too
   * @param unread receives a line for each photo of a folder whose format is not read
   * @throws UserError also naming the first photo that lacks a texture
   */
  static List<FaceFile> targets(FaceSource source, boolean readyMadeTextures, List<String> unread) {
    List<FaceFile> faces = new FaceListing(source, true, readyMadeTextures).faces(unread);
    for (FaceFile face : faces) {
      if (readyMadeTextures && face.texture() == null) {
        throw new UserError(
            "%s has no texture, which this model needs (data.texture: files); put the photo in images/ and its texture in textures/ beside it",
            face.photo());
      }
    }
    return faces;
  }

  /** Whether a face comes with a map or mask. */
  static boolean hasArea(FaceFile face) {
    return face.map() != null || face.mask() != null;
  }

  /**
   * Checks that each face comes with a map or mask.
   *
   * @throws UserError naming the first that does not
   */
  static void requireArea(FaceSource source, List<FaceFile> faces) {
    for (FaceFile face : faces) {
      if (!hasArea(face)) {
        throw withoutArea(source, face);
      }
    }
  }

  private static UserError withoutArea(FaceSource source, FaceFile face) {
    Path folder = source.maps() != null ? source.maps() : source.masks();
    return folder != null
        ? new UserError(
            "%s has no %s in %s; add one named %s.png",
            face.photo(), source.maps() != null ? "parsing map" : "mask", folder, face.name())
        : new UserError(
            "%s has no parsing map or mask; name the folder of its map or mask %s.png (--maps DIR or --masks DIR), or a face parser (--parser)",
            face.photo(), face.name());
  }

  private List<FaceFile> faces(List<String> unread) {
    PhotoFiles photos = PhotoFiles.of(source.photos());
    photos.unread().forEach(fault -> unread.add(fault.line()));
    photos.sameNames().stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new UserError(fault.line());
            });
    return photos.byName().entrySet().stream()
        .map(photo -> face(photo.getKey(), photo.getValue()))
        .toList();
  }

  private FaceFile face(String name, Path photo) {
    boolean named = source.maps() != null || source.masks() != null;
    Path map = find(source.maps(), name);
    Path mask = find(source.masks(), name);
    if (!named && searchMtLayout) {
      map = inMtLayout(photo, "segs", name);
      mask = map == null ? inMtLayout(photo, "masks", name) : null;
    }
    Path texture = readyMadeTextures ? inMtLayout(photo, "textures", name) : null;
    // a face has one side in a data set; here nothing depends on it
    return new FaceFile(Side.BARE, name, photo, map, mask, texture);
  }

  private Path find(Path folder, String name) {
    if (folder == null) {
      return null;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError("%s does not exist or is no folder; check the path", folder);
    }
    return list(folder).find(name);
  }

  /** The companion of {@code ROOT/images/.../NAME.png} is {@code ROOT/KIND/.../NAME.png}. */
  private Path inMtLayout(Path photo, String kind, String name) {
    Path folder = photo.toAbsolutePath().normalize().getParent();
    Path below = Path.of("");
    // images/NAME or images/SIDE/NAME, no deeper
    for (int level = 0; level < 2 && folder != null && folder.getFileName() != null; level++) {
      if (folder.getFileName().toString().equals("images")) {
        Path companions = folder.resolveSibling(kind).resolve(below);
        return Files.isDirectory(companions) ? list(companions).find(name) : null;
      }
      below = folder.getFileName();
      folder = folder.getParent();
    }
    return null;
  }

  private PictureFolder list(Path folder) {
    return listed.computeIfAbsent(
        folder,
        missing -> {
          List<Fault> faults = new ArrayList<>();
          PictureFolder result = PictureFolder.list(missing, faults);
          if (!faults.isEmpty()) {
            throw new UserError(faults.get(0).line());
          }
          return result;
        });
  }
}
