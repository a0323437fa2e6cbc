// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.data.config.TextureKind;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.FaceReader;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.sample.RawFace;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StyleCache;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.picture.LevelStrip;
import org.ipmnet.eval.picture.OutputFolder;
import org.ipmnet.eval.picture.Png;
import org.ipmnet.eval.picture.RgbPicture;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/**
 * Transfers makeup between photos of any size and writes the results, one pair after the other:
 * memory does not grow with the number of photos (but for a grid's small faces).
 *
 * <p>Photos stand as a viewer shows them: an orientation in their EXIF data is applied on reading,
 * so maps and masks belong to the upright picture. Results are sRGB, transparent where the target
 * is, and carry no EXIF.
 */
public final class MakeupTransfer {
  /** Name of the reference when a removal goes without one. */
  static final String BARE = "bare";

  /** The same when makeup is put on. */
  static final String MADE_UP = "makeup";

  /** Side of a face in a strip of levels, in pixels. */
  private static final int STRIP_CELL = 256;

  /** A face may be small in a photo; less than this is no face. Share of the picture. */
  private static final double LEAST_AREA = 0.0005;

  private final MakeupModel model;
  private final Supplier<Optional<FaceParser>> parser;

  /** Transfers with this model, which the caller closes; every photo needs a map or mask. */
  public MakeupTransfer(MakeupModel model) {
    this(model, Optional::empty);
  }

  /**
   * Transfers with this model, and finds and parses faces of photos that come without map or mask.
   *
   * @param parser asked once, if there is such a target or reference; opened and closed by the
   *     caller
   */
  public MakeupTransfer(MakeupModel model, Supplier<Optional<FaceParser>> parser) {
    this.model = model;
    this.parser = parser;
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
    MakeupModel used = directed(request);
    requireLevels(used, request);
    boolean textures = used.data().texture() == TextureKind.FILES;
    List<FaceFile> targets = FaceFinder.targets(request.targets(), textures);
    List<FaceFile> references =
        request.references() == null ? List.of() : FaceFinder.references(request.references());
    List<String> names =
        request.references() == null
            ? List.of(removal(request) ? BARE : MADE_UP)
            : references.stream().map(FaceFile::name).toList();
    ResultNames.requireDistinct(targets.stream().map(FaceFile::name).toList(), names);
    LabelScheme labels = request.labels() == null ? used.data().labels() : request.labels();
    TargetLabels.require(targets, labels, request, used.data().labelMismatch());
    List<FaceFile> searched = ReferenceLocator.searched(references, used.readsReference());
    float[] own = request.references() == null ? defaultStyle(used, request) : null;
    PairGrid grid =
        request.extras().contains(Extra.GRID) ? new PairGrid(targets.size(), names.size()) : null;
    try (FaceParts finder = finder(request, targets, searched, textures)) {
      boolean overwrite = request.extras().contains(Extra.OVERWRITE);
      OutputFolder.requireUsable(request.out(), inputs(request), overwrite);
      FaceReader reader = new FaceReader(labels, LEAST_AREA);
      Job job = new Job(used, request, reader, finder, searched, grid, written);
      List<String> refused = new ArrayList<>();
      List<Reference> prepared =
          own != null
              ? List.of(job.withoutPhoto(names.get(0), own))
              : job.references(references, refused);
      OutputFolder.prepare(request.out(), inputs(request), overwrite);
      for (FaceFile file : targets) {
        job.target(file, refused).ifPresent(target -> job.makeUp(file, target, prepared));
      }
      if (grid != null && grid.hasTargets()) {
        job.write(ResultNames.GRID, grid.draw());
      }
      for (FaceSource source : Arrays.asList(request.targets(), request.references())) {
        refused.addAll(source == null ? List.of() : FaceFinder.unread(source));
      }
      return refused;
    }
  }

  /** What finds faces, or null if none must be found. */
  private FaceParts finder(
      TransferRequest request, List<FaceFile> targets, List<FaceFile> searched, boolean textures) {
    // who names a folder of maps wants to hear that one is missing
    boolean named = request.targets().maps() != null || request.targets().masks() != null;
    if (textures || named) {
      FaceFinder.requireArea(request.targets(), targets);
    }
    if (targets.stream().allMatch(FaceFinder::hasArea) && searched.isEmpty()) {
      return null;
    }
    Optional<FaceParser> opened = parser.get();
    if (opened.isEmpty()) {
      FaceFinder.requireArea(request.targets(), targets);
      FaceFinder.requireArea(request.references(), searched);
    }
    return new FaceParts(opened.orElseThrow());
  }

  private static boolean removal(TransferRequest request) {
    return request.extras().contains(Extra.REMOVAL);
  }

  private MakeupModel directed(TransferRequest request) {
    if (!removal(request)) {
      return model;
    }
    return model
        .removal()
        .orElseThrow(() -> new UserError("a model of kind %s cannot remove makeup", title()));
  }

  private void requireLevels(MakeupModel used, TransferRequest request) {
    if (!used.mixesStyles() && !request.alphas().equals(List.of(0.0))) {
      throw new UserError(
          "a model of kind %s knows one strength of makeup only; leave out --alpha", title());
    }
  }

  private float[] defaultStyle(MakeupModel used, TransferRequest request) {
    return used.defaultStyle()
        .orElseThrow(
            () ->
                new UserError(
                    removal(request)
                        ? "this model has no mean style of bare faces; give a bare face with --reference"
                        : "a model of kind %s needs a made-up face; give one with --reference",
                    title()));
  }

  private String title() {
    return model.kind().title();
  }

  private static List<Path> inputs(TransferRequest request) {
    List<Path> inputs = new ArrayList<>();
    for (FaceSource source : Arrays.asList(request.targets(), request.references())) {
      if (source != null) {
        inputs.addAll(Arrays.asList(source.photos(), source.maps(), source.masks()));
      }
    }
    return inputs;
  }

  /**
   * A makeup to transfer.
   *
   * @param face where its face is, or null for a style that comes without a photo
   * @param style what is taken of it
   */
  private record Reference(String name, ReferenceLocator.Located face, Supplier<float[]> style) {}

  /** One request on its way. */
  private static final class Job {
    private final MakeupModel model;
    private final TransferRequest request;
    private final FaceReader reader;
    private final FaceParts finder; // or null
    private final PairGrid grid; // or null
    private final Consumer<Path> written;
    private final ResultNames names;
    private final PreparedFace.Preparation preparation;
    private final ReferenceLocator faces;
    private final StyleCache styles = new StyleCache();

    Job(
        MakeupModel model,
        TransferRequest request,
        FaceReader reader,
        FaceParts finder,
        List<FaceFile> searched,
        PairGrid grid,
        Consumer<Path> written) {
      this.model = model;
      this.preparation = new PreparedFace.Preparation(model.data());
      this.request = request;
      this.reader = reader;
      this.finder = finder;
      this.faces = new ReferenceLocator(reader, finder, preparation, searched);
      this.grid = grid;
      this.written = written;
      this.names = new ResultNames(request.alphas());
    }

    Reference withoutPhoto(String name, float[] style) {
      if (grid != null) {
        grid.reference(null);
      }
      return new Reference(name, null, () -> style);
    }

    /**
     * Those references that can be used, at least one.
     *
     * @param refused receives what is wrong with the others
     * @throws UserError if none is left
     */
    List<Reference> references(List<FaceFile> files, List<String> refused) {
      List<Reference> usable = new ArrayList<>();
      List<UserError> errors = new ArrayList<>();
      for (FaceFile file : files) {
        try {
          usable.add(reference(file));
        } catch (UserError e) {
          errors.add(e);
        }
      }
      if (usable.isEmpty()) {
        throw files.size() == 1
            ? errors.get(0)
            : new UserError(
                errors.get(0),
                "none of the %d references can be used; the first one: %s",
                files.size(),
                errors.get(0).getMessage());
      }
      errors.forEach(e -> refused.add(e.getMessage()));
      return usable;
    }

    private Reference reference(FaceFile file) {
      ReferenceLocator.Found found = faces.find(file);
      ReferenceLocator.Located located = found.located();
      PreparedFace face = found.face();
      Supplier<float[]> style =
          () ->
              styles.of(
                  file.photo().toString(),
                  () -> model.style(faces.shown(located).sample().image()));
      styles.of(file.photo().toString(), () -> model.style(face.sample().image()));
      if (grid != null) {
        grid.reference(thumbnail(face, face.raw().photo(), grid.cell()));
      }
      return new Reference(file.name(), located, style);
    }

    void makeUp(FaceFile file, TargetPhoto target, List<Reference> references) {
      PreparedFace first = target.first();
      if (grid != null) {
        grid.target(thumbnail(first, first.raw().photo(), grid.cell()));
      }
      for (Reference reference : references) {
        List<BufferedImage> levels = new ArrayList<>();
        TargetPhoto.Result result = null;
        for (double alpha : request.alphas()) {
          result = target.paint(reference.style.get(), alpha);
          write(names.picture(file.name(), reference.name, alpha), RgbPicture.of(result.photo()));
          if (names.hasLevels()) {
            levels.add(thumbnail(first, result.first(), STRIP_CELL));
          }
        }
        if (names.hasLevels()) {
          write(
              names.levels(file.name(), reference.name),
              LevelStrip.of(
                  thumbnail(first, first.raw().photo(), STRIP_CELL),
                  levels,
                  thumbnailOf(reference)));
        }
        if (grid != null) {
          // the heaviest, which comes last
          grid.result(thumbnail(first, result.first(), grid.cell()));
        }
      }
    }

    /**
     * A target, or nothing if it is one of a folder and cannot be made up. Only reading is
     * forgiven: a disk that is full is so for all.
     *
     * @param refused receives the reason
     */
    Optional<TargetPhoto> target(FaceFile file, List<String> refused) {
      try {
        return Optional.of(target(file));
      } catch (UserError e) {
        if (!Files.isDirectory(request.targets().photos())) {
          throw e;
        }
        refused.add(e.getMessage());
        return Optional.empty();
      }
    }

    private TargetPhoto target(FaceFile file) {
      boolean ownCounts = request.alphas().get(0) > 0; // the lightest comes first
      TargetPhoto.Making making = new TargetPhoto.Making(model, preparation, ownCounts);
      RawFace raw = reader.read(file);
      Photo stored =
          Photo.readTransparent(file.photo()).orElseGet(() -> new Photo(raw.photo(), null));
      if (FaceFinder.hasArea(file)) {
        return making.whole(raw, stored);
      }
      int most = request.extras().contains(Extra.ALL_FACES) ? Integer.MAX_VALUE : 1;
      FaceParts.Parts found = finder.of(raw.photo(), most, file.photo());
      if (found.parts().isEmpty()) {
        throw new UserError(
            "%s: %s; leave the photo out, or give its map with --maps",
            file.photo(), found.refusal());
      }
      return making.ofParts(raw.photo(), stored, found.parts());
    }

    /**
     * Reads the photo again: keeping small faces of all references would grow with their number.
     */
    private BufferedImage thumbnailOf(Reference reference) {
      if (reference.face == null) {
        return null;
      }
      PreparedFace face = faces.shown(reference.face);
      return thumbnail(face, face.raw().photo(), STRIP_CELL);
    }

    private static BufferedImage thumbnail(PreparedFace face, RgbImage picture, int side) {
      return FaceThumbnail.of(picture, face.frame(), side);
    }

    void write(String name, BufferedImage picture) {
      Path file = request.out().resolve(name);
      Png.write(file, picture);
      written.accept(file);
    }
  }
}
