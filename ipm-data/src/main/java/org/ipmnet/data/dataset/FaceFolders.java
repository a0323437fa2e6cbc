// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ipmnet.core.UserError;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.SideFolders;
import org.ipmnet.data.config.TextureKind;

/**
 * Where one side's files are; every folder exists.
 *
 * @param images photos
 * @param maps parsing maps, or null
 * @param masks ready-made masks, or null where there are maps
 * @param textures ready-made textures, or null where none are to be used
 */
record FaceFolders(Path images, Path maps, Path masks, Path textures) {
  /**
   * Finds the folders that a configuration means.
   *
   * @throws UserError naming the folder that is missing
   */
  static FaceFolders of(DataConfig config, Side side) {
    boolean readyMade = config.texture() == TextureKind.FILES;
    FaceFolders named =
        config.makeup() == null
            ? inMtLayout(root(config), side)
            : listed(side == Side.MADE_UP ? config.makeup() : config.nonMakeup());
    if (named.maps == null && named.masks == null) {
      throw new UserError(
          "%s has no parsing maps and no masks; %s",
          named.images,
          config.makeup() == null
              ? String.format(
                  Locale.ROOT, "put maps in segs/%1$s or masks in masks/%1$s", side.folder())
              : String.format(Locale.ROOT, "set data.%1$s.maps or data.%1$s.masks", side.folder()));
    }
    if (readyMade && named.textures == null) {
      throw new UserError(
          "%s has no textures, but data.texture is files; choose a filter or give a textures folder",
          named.images);
    }
    return new FaceFolders(
        existing(named.images),
        named.maps == null ? null : existing(named.maps),
        named.maps == null ? existing(named.masks) : null,
        readyMade ? existing(named.textures) : null);
  }

  /** The folder in MT layout. */
  static Path root(DataConfig config) {
    if (config.folder() == null) {
      throw new UserError(
          "no data is named: give --data DIR or data.folder, or data.makeup.images and data.non-makeup.images");
    }
    return existing(Path.of(config.folder()));
  }

  private static FaceFolders inMtLayout(Path root, Side side) {
    Path maps = root.resolve("segs").resolve(side.folder());
    Path masks = root.resolve("masks").resolve(side.folder());
    Path textures = root.resolve("textures").resolve(side.folder());
    return new FaceFolders(
        existing(root.resolve("images").resolve(side.folder())),
        Files.isDirectory(maps) ? maps : null,
        Files.isDirectory(masks) ? masks : null,
        Files.isDirectory(textures) ? textures : null);
  }

  private static FaceFolders listed(SideFolders folders) {
    return new FaceFolders(
        Path.of(folders.images()),
        pathOrNull(folders.maps()),
        pathOrNull(folders.masks()),
        pathOrNull(folders.textures()));
  }

  private static Path pathOrNull(String text) {
    return text == null ? null : Path.of(text);
  }

  private static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("%s does not exist or is no folder; check the path", folder);
    }
    return folder;
  }
}
