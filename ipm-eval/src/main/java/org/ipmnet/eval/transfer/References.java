// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.FaceReader;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.face.FacePlace;
import org.ipmnet.eval.face.Frame;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.NoFaceFound;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.model.StyleCache;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.picture.RgbPicture;

/**
 * The references of a transfer. Of each its place in its photo stays, of those used last the style;
 * where it has gone, the photo is read again but not searched.
 *
 * <p>A picture of a data set (MT layout, with a map or mask) is shown as training shows it,
 * whatever the targets are.
 */
final class References {
  private final MakeupTransfer transfer;
  private final FaceReader reader;
  private final List<FaceFile> files;
  private final Set<FaceFile> ofDataSet;
  private final StyleCache<Reference> styles = new StyleCache<>(Reference::length);

  References(MakeupTransfer transfer, FaceReader reader, List<FaceFile> files) {
    this.transfer = transfer;
    this.reader = reader;
    this.files = files;
    this.ofDataSet = FaceListing.ofDataSet(files);
  }

  /**
   * A makeup to transfer.
   *
   * @param name of its file
   * @param parts what it is made of
   * @param thumbnail its face at a side in pixels, null without a photo
   */
  record Look(String name, List<Part> parts, IntFunction<BufferedImage> thumbnail) {
    /** One photo's makeup. */
    static Look of(String name, Supplier<Reference> reference, IntFunction<BufferedImage> face) {
      return new Look(name, List.of(new Part(reference, AreaStrengths.ALL)), face);
    }
  }

  /**
   * A part of a makeup.
   *
   * @param reference whose
   * @param share how much of it
   */
  record Part(Supplier<Reference> reference, AreaStrengths share) {}

  /**
   * One makeup out of those that were opened.
   *
   * @param looks of the recipe's photos, in its order
   */
  static Look mixed(LookRecipe recipe, List<Look> looks) {
    List<Part> parts = new ArrayList<>();
    for (AreaStrengths share : recipe.shares().values()) {
      parts.add(new Part(looks.get(parts.size()).parts().get(0).reference(), share));
    }
    return new Look(recipe.name(), parts, looks.get(0).thumbnail());
  }

  /** A makeup that comes without a photo. */
  static Look withoutPhoto(String name, Reference reference, ResultWriter results) {
    Look look = Look.of(name, () -> reference, side -> null);
    results.reference(look.thumbnail());
    return look;
  }

  /** One worker's share of them. */
  References of(WorkShare share) {
    return new References(transfer, reader, share.of(files));
  }

  /** Those whose face must be searched. */
  List<FaceFile> searched() {
    return files.stream()
        .filter(file -> transfer.model().readsReference())
        .filter(file -> !FaceListing.hasArea(file) && !ofDataSet.contains(file))
        .toList();
  }

  /**
   * Those that can be used, at least one.
   *
   * @param results hears of each while its photo is in memory
   * @param refused receives what is wrong with the others
   * @throws UserError if none is left
   */
  List<Look> open(ResultWriter results, BiConsumer<FaceFile, String> refused) {
    Map<FaceFile, UserError> errors = new LinkedHashMap<>();
    List<Look> usable = usable(results, errors);
    if (usable.isEmpty()) {
      UserError first = errors.values().iterator().next();
      throw files.size() == 1
          ? first
          : new UserError(
              first,
              "none of the %d references can be used; the first one: %s",
              files.size(),
              first.getMessage());
    }
    errors.forEach((file, e) -> refused.accept(file, e.getMessage()));
    return usable;
  }

  /** The same, or none: what a worker has whose share of them is of no use. */
  List<Look> usable(ResultWriter results, BiConsumer<FaceFile, String> refused) {
    Map<FaceFile, UserError> errors = new LinkedHashMap<>();
    List<Look> usable = usable(results, errors);
    errors.forEach((file, e) -> refused.accept(file, e.getMessage()));
    return usable;
  }

  private List<Look> usable(ResultWriter results, Map<FaceFile, UserError> errors) {
    List<Look> usable = new ArrayList<>();
    for (FaceFile file : files) {
      try {
        usable.add(open(file, results));
      } catch (NoFaceFound e) {
        errors.put(
            file, new UserError(e, "%s: %s; take another reference", file.photo(), e.reason()));
      } catch (UserError e) {
        errors.put(file, e);
      }
    }
    return usable;
  }

  private Look open(FaceFile file, ResultWriter results) {
    FacePhoto photo = FolderTransfer.read(reader, file);
    Reference first =
        ofDataSet.contains(file) && !FaceListing.hasArea(file)
            ? transfer.reference(photo, new FacePlace(null, Frame.whole(photo.composited())))
            : transfer.reference(photo);
    FacePlace place = first.place();
    String key = file.photo().toString();
    styles.of(key, () -> first);
    results.reference(side -> thumbnail(photo.composited(), place, side));
    return Look.of(
        file.name(),
        () ->
            styles.of(key, () -> transfer.reference(FacePhoto.of(Photo.read(file.photo())), place)),
        side -> thumbnail(RgbImage.read(file.photo()), place, side));
  }

  private static BufferedImage thumbnail(RgbImage photo, FacePlace place, int side) {
    return RgbPicture.of(place.frame().thumbnail(place.cut(photo), side));
  }
}
