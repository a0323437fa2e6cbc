// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.data.config.DataConfig;

/**
 * The faces of one side as names of files; nothing is decoded yet.
 *
 * @param train faces for training, or for both where no test list exists; by name, or in the order
 *     of the list
 * @param test faces of the test list; null if there is none
 * @param lists files that say what is for training or testing
 * @param faults files that are missing or of a format that is not read
 */
record SideListing(
    List<FaceFile> train, List<FaceFile> test, List<Path> lists, List<Fault> faults) {
  /**
   * Lists a side.
   *
   * @throws UserError if a folder is missing or has no picture
   */
  static SideListing of(DataConfig config, Side side) {
    FaceFolders folders = FaceFolders.of(config, side);
    NameLists lists =
        config.makeup() == null ? NameLists.of(FaceFolders.root(config), side) : NameLists.NONE;
    return new Search(side, folders).list(lists);
  }

  /** Every face, training ones first. */
  List<FaceFile> all() {
    List<FaceFile> all = new ArrayList<>(train);
    if (test != null) {
      all.addAll(test);
    }
    return all;
  }

  private static final class Search {
    private final Side side;
    private final List<Fault> faults = new ArrayList<>();
    private final PictureFolder photos;
    private final PictureFolder maps;
    private final PictureFolder masks;
    private final PictureFolder textures;

    Search(Side side, FaceFolders folders) {
      this.side = side;
      photos = PictureFolder.list(folders.images(), faults);
      if (photos.byName().isEmpty()) {
        throw new UserError(
            "folder %s has no picture that is read (PNG, JPEG, WebP, BMP, TIFF); check the path",
            folders.images());
      }
      maps = companions(folders.maps());
      masks = companions(folders.masks());
      textures = companions(folders.textures());
    }

    private PictureFolder companions(Path folder) {
      return folder == null ? null : PictureFolder.list(folder, faults);
    }

    SideListing list(NameLists lists) {
      List<FaceFile> test = null;
      if (lists.test() != null) {
        test = faces(lists.test(), lists.testFile());
      }
      if (lists.train() == null) {
        faults.addAll(photos.unread()); // a list means its own pictures, whatever else is there
      }
      Set<String> train = new LinkedHashSet<>(photos.byName().keySet());
      if (lists.train() != null) {
        train = new LinkedHashSet<>(lists.train());
      } else if (lists.test() != null) {
        train.removeAll(new HashSet<>(lists.test()));
      }
      return new SideListing(
          faces(train, lists.trainFile()),
          test == null ? null : List.copyOf(test),
          lists.files(),
          faults);
    }

    private List<FaceFile> faces(Iterable<String> names, Path list) {
      List<FaceFile> faces = new ArrayList<>();
      for (String name : names) {
        Path photo = photos.find(name);
        if (photo == null) {
          faults.add(Fault.absent(photos.folder().resolve(name), list));
          continue;
        }
        int before = faults.size();
        FaceFile face =
            new FaceFile(
                side,
                name,
                photo,
                companion(photo, name, maps, "parsing map"),
                companion(photo, name, masks, "mask"),
                companion(photo, name, textures, "texture"));
        if (faults.size() == before) {
          faces.add(face);
        }
      }
      return List.copyOf(faces);
    }

    private Path companion(Path photo, String name, PictureFolder folder, String what) {
      if (folder == null) {
        return null;
      }
      Path found = folder.find(name);
      if (found == null) {
        faults.add(
            new Fault(
                photo,
                String.format(Locale.ROOT, "has no %s in %s", what, folder.folder()),
                String.format(Locale.ROOT, "add one named %s.png or remove the photo", name)));
      }
      return found;
    }
  }
}
