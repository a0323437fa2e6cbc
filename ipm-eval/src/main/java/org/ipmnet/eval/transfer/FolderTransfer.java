// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Aside;
import org.ipmnet.data.config.TextureKind;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.FaceReader;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.NoFaceFound;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.paste.PasteForm;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/**
 * Transfers makeup between photos in files and writes the results, one pair after the other: memory
 * does not grow with the number of photos (but for a grid's small faces).
 *
 * <p>Photos stand as a viewer shows them: an orientation in their EXIF data is applied on reading,
 * so maps and masks belong to the upright picture. Results are sRGB, transparent where the target
 * is, and as JPEG carry the target's EXIF data.
 */
public final class FolderTransfer {
  /** Name of the reference when a removal goes without one. */
  static final String BARE = "bare";

  /** The same when makeup is put on. */
  static final String MADE_UP = "makeup";

  private final MakeupTransfer transfer;
  private final Function<Path, Photo> photosOfTargets;

  /** Transfers with this model, which the caller closes. */
  public FolderTransfer(MakeupTransfer transfer) {
    this(transfer, Photo::read);
  }

  /**
   * The same with targets that are perhaps in memory already.
   *
   * @param photosOfTargets gives the photo of a target's file, as {@link Photo#read} does
   */
  public FolderTransfer(MakeupTransfer transfer, Function<Path, Photo> photosOfTargets) {
    this.transfer = transfer;
    this.photosOfTargets = photosOfTargets;
  }

  /**
   * Does what is requested. A photo of a folder that cannot be used is left out; a target that was
   * named by itself ends the transfer, and so does it if no reference is left, before anything is
   * written.
   *
   * @param written hears of every file once it is complete
   * @return what is wrong with photos that were left out, a line each
   * @throws UserError naming what is wrong with the request, a photo or its map; results finished
   *     before stay
   */
  public List<String> apply(TransferRequest request, Consumer<Path> written) {
    Faces faces = faces(request);
    ResultWriter results =
        new ResultWriter(request, faces.targets().size(), faces.names().size(), written);
    boolean overwrite = request.has(Extra.OVERWRITE);
    OutputFolder.requireUsable(request.out(), inputs(request), overwrite);
    List<String> refused = new ArrayList<>();
    Iterator<FaceFile> left = faces.targets().iterator();
    FaceFile first = left.next();
    // most transfers are of one target: it is found while the references are
    try (Aside<Target> aside =
        Aside.of("ipm-target", () -> open(request, faces, first, photosOfTargets))) {
      List<References.Look> looks =
          looks(request, faces, results, (file, line) -> refused.add(line));
      OutputFolder.prepare(request.out(), inputs(request), overwrite);
      target(request, first, aside::take, refused::add)
          .ifPresent(target -> results.write(first.name(), target, looks));
      left.forEachRemaining(
          file ->
              target(request, file, () -> open(request, faces, file, photosOfTargets), refused::add)
                  .ifPresent(target -> results.write(file.name(), target, looks)));
    }
    results.finish();
    refused.addAll(faces.unread());
    return refused;
  }

  /**
   * What is to be transferred, checked.
   *
   * @param used the model in the direction that is asked for
   * @param names of the makeups
   * @param without the makeup that comes without a photo, if there is no reference
   * @param unread a line for each photo whose format is not read
   */
  record Faces(
      MakeupTransfer used,
      FaceReader reader,
      List<FaceFile> targets,
      References references,
      List<String> names,
      Optional<Reference> without,
      List<String> unread) {}

  /**
   * Finds the photos and checks all that can be checked before any is read.
   *
   * @throws UserError naming what is wrong with the request, or a photo that lacks its map
   */
  Faces faces(TransferRequest request) {
    MakeupTransfer used = request.has(Extra.REMOVAL) ? transfer.removal() : transfer;
    MakeupModel model = used.model();
    requireLevels(model, request);
    requireDifference(model, request);
    boolean textures = model.data().texture() == TextureKind.FILES;
    List<String> unread = new ArrayList<>();
    List<FaceFile> targets = FaceListing.targets(request.targets(), textures, unread);
    List<FaceFile> files = references(request, unread);
    List<String> names = names(request, files);
    ResultNames.requireDistinct(targets.stream().map(FaceFile::name).toList(), names);
    LabelScheme labels = request.labels() == null ? model.data().labels() : request.labels();
    TargetLabels.require(targets, labels, request, model.data().labelMismatch());
    Optional<Reference> without =
        files.isEmpty() ? Optional.of(defaultReference(used, request)) : Optional.empty();
    FaceReader reader = new FaceReader(labels, FacePhoto.LEAST_AREA);
    References references = new References(used, reader, files);
    requireFaces(used, request, targets, references.searched());
    return new Faces(used, reader, targets, references, names, without, unread);
  }

  /** The files whose makeup is taken. */
  static List<FaceFile> references(TransferRequest request, List<String> unread) {
    return referenceSources(request)
        .flatMap(source -> FaceListing.references(source, unread).stream())
        .toList();
  }

  /**
   * Finds a target's faces.
   *
   * @param photos gives a file's photo
   */
  static Target open(
      TransferRequest request, Faces faces, FaceFile file, Function<Path, Photo> photos) {
    int most = request.has(Extra.ALL_FACES) ? Integer.MAX_VALUE : 1;
    FacePhoto photo = withArea(photos.apply(file.photo()), faces.reader(), file);
    return faces.used().target(photo, most);
  }

  private static Stream<FaceSource> referenceSources(TransferRequest request) {
    return request.look() == null
        ? Stream.ofNullable(request.references())
        : request.look().shares().keySet().stream().map(FaceSource::of);
  }

  /** What the makeups are called in the results' names. */
  static List<String> names(TransferRequest request, List<FaceFile> files) {
    if (files.isEmpty()) {
      return List.of(request.has(Extra.REMOVAL) ? BARE : MADE_UP);
    }
    return request.look() == null
        ? files.stream().map(FaceFile::name).toList()
        : List.of(request.look().name());
  }

  /**
   * The makeups.
   *
   * @param refused receives what is wrong with references that are left out
   */
  static List<References.Look> looks(
      TransferRequest request,
      Faces faces,
      ResultWriter results,
      BiConsumer<FaceFile, String> refused) {
    if (faces.without().isPresent()) {
      Reference without = faces.without().get();
      return List.of(References.withoutPhoto(faces.names().get(0), without, results));
    }
    if (request.look() == null) {
      return faces.references().open(results, refused);
    }
    List<String> faults = new ArrayList<>();
    List<References.Look> parts =
        faces.references().open(results, (file, line) -> faults.add(line));
    if (!faults.isEmpty()) { // a part of a look is not left out
      throw new UserError("%s", faults.get(0));
    }
    return List.of(References.mixed(request.look(), parts));
  }

  private static void requireLevels(MakeupModel model, TransferRequest request) {
    if (!model.mixesStyles() && !request.alphas().equals(List.of(0.0))) {
      throw new UserError(
          "a model of kind %s knows one strength of makeup only, alpha 0; leave out --alpha",
          model.kind().title());
    }
  }

  private static void requireDifference(MakeupModel model, TransferRequest request) {
    if (request.changes().form() == PasteForm.DIFFERENCE && !model.mixesStyles()) {
      throw new UserError(
          "a model of kind %s knows no style of a bare face, so there is no difference to put on; leave out --paste",
          model.kind().title());
    }
  }

  private static Reference defaultReference(MakeupTransfer used, TransferRequest request) {
    return used.defaultReference()
        .orElseThrow(
            () ->
                new UserError(
                    request.has(Extra.REMOVAL)
                        ? "this model has no mean style of bare faces; give a bare face as reference (--reference)"
                        : "a model of kind %s needs a made-up face; give one as reference (--reference)",
                    used.model().kind().title()));
  }

  /** Checks that each face lies where its map says, or can be found. */
  private static void requireFaces(
      MakeupTransfer used,
      TransferRequest request,
      List<FaceFile> targets,
      List<FaceFile> searched) {
    // who names a folder of maps wants to hear that one is missing
    boolean named = request.targets().maps() != null || request.targets().masks() != null;
    if (named || used.model().data().texture() == TextureKind.FILES) {
      FaceListing.requireArea(request.targets(), targets);
    }
    boolean all = targets.stream().allMatch(FaceListing::hasArea) && searched.isEmpty();
    if (!all && !used.findsFaces()) {
      FaceListing.requireArea(request.targets(), targets);
      referenceSources(request).forEach(source -> FaceListing.requireArea(source, searched));
    }
  }

  /**
   * A target, or nothing if it is one of a folder and cannot be made up. Only reading is forgiven:
   * a disk that is full is so for all.
   *
   * @param opened waits for it
   * @param refused receives the reason
   */
  static Optional<Target> target(
      TransferRequest request, FaceFile file, Supplier<Target> opened, Consumer<String> refused) {
    try {
      return Optional.of(opened.get());
    } catch (UserError e) {
      UserError error =
          e instanceof NoFaceFound none
              ? new UserError(
                  none,
                  "%s: %s; leave the photo out, or give its map (--maps)",
                  file.photo(),
                  none.reason())
              : e;
      if (!Files.isDirectory(request.targets().photos())) {
        throw error;
      }
      refused.accept(error.getMessage());
      return Optional.empty();
    }
  }

  /** Reads a photo with what belongs to it. */
  static FacePhoto read(FaceReader reader, FaceFile file) {
    return withArea(Photo.read(file.photo()), reader, file);
  }

  private static FacePhoto withArea(Photo photo, FaceReader reader, FaceFile file) {
    return FacePhoto.of(photo, reader.read(file, photo.composited()));
  }

  private static List<FaceSource> sources(TransferRequest request) {
    return Stream.concat(Stream.of(request.targets()), referenceSources(request)).toList();
  }

  /** Files and folders that are read. */
  static List<Path> inputs(TransferRequest request) {
    return sources(request).stream()
        .flatMap(source -> Stream.of(source.photos(), source.maps(), source.masks()))
        .filter(Objects::nonNull)
        .toList();
  }
}
