// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.data.config.TextureKind;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.face.FaceFraming;
import org.ipmnet.eval.face.FacePlace;
import org.ipmnet.eval.face.Frame;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.paste.MakeupApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained model that puts the makeup of references on targets, at the targets' full resolution.
 *
 * <p>One instance serves all threads of a program. Its networks are shared: at most {@code workers}
 * threads are in a network or search a photo for faces at once, each with working memory of its
 * own, and others wait in the order in which they come. A single worker uses all cores for one
 * picture already, so that more are for machines with many of them. All else, such as decoding a
 * photo, preparing a face and pasting it back, runs in the caller's thread without a bound. Results
 * do not depend on who computes beside.
 *
 * <p>Whoever opens it closes it; targets and references that it made cannot be used afterwards.
 */
public final class MakeupTransfer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MakeupTransfer.class);

  private final MakeupModel model;
  private final FaceFinder finder;
  private final AtomicBoolean closed;
  private final List<AutoCloseable> owned;
  private final boolean removes;

  private MakeupTransfer(
      MakeupModel model, FaceFinder finder, AtomicBoolean closed, List<AutoCloseable> owned) {
    this(model, finder, closed, owned, false);
  }

  private MakeupTransfer(
      MakeupModel model,
      FaceFinder finder,
      AtomicBoolean closed,
      List<AutoCloseable> owned,
      boolean removes) {
    this.removes = removes;
    this.model = model;
    this.finder = finder;
    this.closed = closed;
    this.owned = owned;
  }

  /**
   * Opens a model with one worker, and the face parser that was imported or comes with the program.
   * Newer checkpoints that are damaged are passed over with a warning in the log.
   *
   * @param runOrCheckpoint a run's folder (its newest undamaged checkpoint) or one checkpoint
   * @throws UserError if there is none
   */
  public static MakeupTransfer open(Path runOrCheckpoint) {
    return open(runOrCheckpoint, null, 1, LOG::warn);
  }

  /**
   * Opens a model.
   *
   * @param runOrCheckpoint null for the model that comes with the program
   * @param parser weights or a run of a face parser, opened when the first photo comes without map;
   *     null for the one that was imported or comes with the program
   * @param workers how many threads may be in a network or search faces at once, at least 1
   * @param damaged told in one line of each newer checkpoint that is damaged
   * @throws UserError if there is none
   */
  public static MakeupTransfer open(
      Path runOrCheckpoint, Path parser, int workers, Consumer<String> damaged) {
    MakeupModel model =
        runOrCheckpoint == null
            ? MakeupModels.shipped(workers)
            : MakeupModels.load(runOrCheckpoint, workers, damaged);
    FaceFinder finder =
        new FaceFinder(() -> Optional.of(FaceParsers.open(parser, workers, damaged)), workers);
    return new MakeupTransfer(
        model, finder, new AtomicBoolean(), List.of(finder, finder::closeParser, model));
  }

  /**
   * Over a model and a parser that the caller closes, after this.
   *
   * @param parser asked once, if there is a photo without map; nothing if each will have one
   * @param workers how many threads may search faces at once; the model and the parser were opened
   *     for a number of their own
   */
  public static MakeupTransfer of(
      MakeupModel model, Supplier<Optional<FaceParser>> parser, int workers) {
    FaceFinder finder = new FaceFinder(parser, workers);
    return new MakeupTransfer(model, finder, new AtomicBoolean(), List.of(finder));
  }

  /**
   * The other direction: targets wear makeup, references are bare. It is closed with this one.
   *
   * @throws UserError if a model of this kind cannot do it
   */
  public MakeupTransfer removal() {
    MakeupModel other =
        model
            .removal()
            .orElseThrow(
                () ->
                    new UserError("a model of kind %s cannot remove makeup", model.kind().title()));
    return new MakeupTransfer(other, finder, closed, List.of(), true);
  }

  /** How its makeup is put on unless something else is wanted, see {@link Reference#applied}. */
  public MakeupApplication usualApplication() {
    return Reference.usual(model);
  }

  /** The model; how it was trained says what it needs. */
  public MakeupModel model() {
    return model;
  }

  /**
   * Whether photos need no map, since there is a face parser, which this opens.
   *
   * @throws IllegalStateException if this is closed
   */
  public boolean findsFaces() {
    requireOpen();
    return finder.parser().isPresent();
  }

  /** A target whose largest face is made up. */
  public Target target(FacePhoto photo) {
    return target(photo, 1);
  }

  /**
   * A target.
   *
   * @param mostFaces how many of the faces of a photo without map are made up, the largest first,
   *     at least 1
   * @throws NoFaceFound if the photo has no map or mask, and no face is found in it
   * @throws UserError if the model needs more than a photo, see {@link FacePhoto#withTexture}
   * @throws IllegalStateException if this is closed
   */
  public Target target(FacePhoto photo, int mostFaces) {
    requireOpen();
    requireSome(mostFaces);
    if (model.data().texture() == TextureKind.FILES
        && (!photo.hasArea() || photo.face().texture() == null)) {
      throw new UserError(
          "this model needs a texture with each photo, and a map or mask (data.texture: files); give both");
    }
    List<CutFace> faces =
        photo.hasArea()
            ? List.of(new CutFace(null, photo.face()))
            : find(photo.composited(), mostFaces).cutFrom(photo.composited());
    return target(photo, faces);
  }

  /**
   * A target whose faces are known.
   *
   * @param photo the one that was searched, perhaps in another size
   * @throws IllegalArgumentException if it has another shape
   * @throws UserError if the model needs more than a photo
   * @throws IllegalStateException if this is closed
   */
  public Target target(FacePhoto photo, FoundFaces faces) {
    requireOpen();
    if (model.data().texture() == TextureKind.FILES) {
      throw new UserError(
          "this model needs a texture with each photo (data.texture: files), and photos that are searched have none");
    }
    return target(photo, faces.cutFrom(photo.composited()));
  }

  private Target target(FacePhoto photo, List<CutFace> faces) {
    return new Target(
        this,
        photo,
        faces.stream().map(cut -> new TargetFace(model, cut.square(), cut.face())).toList());
  }

  /**
   * The faces of a photo, for targets and references of this and of other models.
   *
   * @param most how many, the largest first, at least 1
   * @throws NoFaceFound if there is none
   * @throws IllegalStateException if this is closed
   */
  public FoundFaces faces(FacePhoto photo, int most) {
    requireOpen();
    requireSome(most);
    return find(photo.composited(), most);
  }

  private static void requireSome(int mostFaces) {
    if (mostFaces < 1) {
      throw new IllegalArgumentException("mostFaces must be at least 1, found " + mostFaces);
    }
  }

  /**
   * A reference: its largest face, or the one that its map or mask shows. A model that looks at no
   * reference (CycleGAN) searches none.
   *
   * @throws NoFaceFound if the photo has no map or mask, and no face is found in it
   * @throws IllegalStateException if this is closed
   */
  public Reference reference(FacePhoto photo) {
    requireOpen();
    FaceFraming framing = new FaceFraming(model.data());
    boolean known =
        photo.hasArea() && (!model.readsReferenceMap() || photo.face().regions() != null);
    if (known || !model.readsReference()) {
      return reference(photo.face(), new FacePlace(null, framing.of(photo.face())));
    }
    return reference(photo, find(photo.composited(), 1));
  }

  /**
   * A reference whose face is known, the first of these. A model that looks at no reference reads
   * nothing of it.
   *
   * @param photo the one that was searched, perhaps in another size
   * @throws IllegalArgumentException if it has another shape
   * @throws IllegalStateException if this is closed
   */
  public Reference reference(FacePhoto photo, FoundFaces faces) {
    requireOpen();
    CutFace found = faces.cutFrom(photo.composited()).get(0);
    Frame frame = new FaceFraming(model.data()).of(found.face());
    return reference(found.face(), new FacePlace(found.square(), frame));
  }

  /**
   * A reference whose face is known to be in a place, see {@link Reference#place}: not searched
   * elsewhere.
   *
   * @throws IllegalStateException if this is closed
   */
  public Reference reference(FacePhoto photo, FacePlace place) {
    requireOpen();
    RgbImage cut = place.cut(photo.composited());
    if (!model.readsReferenceMap()) {
      return reference(Face.of(cut), place);
    }
    Face found = find(cut, 1).cutFrom(cut).get(0).face();
    PreparedFace prepared = PreparedFace.of(found, model.data());
    return reference(prepared, prepared, place);
  }

  private Reference reference(Face face, FacePlace place) {
    Face seen = model.readsReferenceMap() ? face : Face.of(face.photo());
    PreparedFace prepared = PreparedFace.of(seen, place.frame(), model.data());
    PreparedFace whole =
        seen == face ? prepared : PreparedFace.of(face, place.frame(), model.data());
    return reference(prepared, whole, place);
  }

  /** What the model sees of it, and all that is known of it. */
  private Reference reference(PreparedFace seen, PreparedFace face, FacePlace place) {
    float[] style = model.style(seen.sample());
    return new Reference(model, style, place, face.colours().orElse(null));
  }

  /**
   * What serves where no reference is given, if there is such: the mean style of bare faces for
   * removal, the one makeup of a model that looks at no reference.
   */
  public Optional<Reference> defaultReference() {
    return model
        .defaultStyle()
        .map(style -> new Reference(model, style, null, null))
        .map(reference -> removes ? reference.bare() : reference);
  }

  private FoundFaces find(RgbImage photo, int most) {
    if (!findsFaces()) {
      throw new UserError(
          "the photo has no parsing map or mask, and there is no face parser; give one of them");
    }
    return finder.find(photo, most);
  }

  /** Throws if it is closed. */
  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("this MakeupTransfer is closed");
    }
  }

  /** Waits for those who compute, then frees what this opened; does nothing a second time. */
  @Override
  public void close() {
    if (!owned.isEmpty() && !closed.getAndSet(true)) {
      Opening.closeAll(owned);
    }
  }
}
