// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.memory.RecentlyUsed;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.face.FaceColours;
import org.ipmnet.eval.face.Frame;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.model.StyleMix;
import org.ipmnet.eval.paste.AlignedPaste;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.LookMatch;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.paste.MakeupChange;
import org.ipmnet.eval.paste.PasteBack;
import org.ipmnet.eval.paste.PasteForm;

/** One face of a target, ready for any style. */
final class TargetFace {
  /** A mixed look has a few parts. */
  private static final int MOST_PAINTINGS = 4;

  /** What of a bare style's painting counts where colours are known: on cheeks it is no skin. */
  private static final AreaStrengths PAINTED_BARE =
      new AreaStrengths(Map.of(FaceArea.LIPS, 1.0, FaceArea.LIDS, 1.0));

  private final MakeupModel model;
  private final FaceSquare square;
  private final PreparedFace prepared;
  private final PasteBack paste;
  private final MakeupModel.Canvas canvas;
  private final Map<Worn, Painting> paintings = new RecentlyUsed<>(MOST_PAINTINGS);
  private float[] ownStyle; // once it counts, as the following
  private float[] paintedAsIs;
  private FaceAreas areas;
  private Optional<LookMatch> lookMatch;

  /**
   * A face.
   *
   * @param square where it was cut out, or null if {@code face} is the whole photo
   * @param face with a makeup area
   */
  TargetFace(MakeupModel model, FaceSquare square, Face face) {
    this.model = model;
    this.square = square;
    this.prepared = PreparedFace.of(face, model.data());
    this.paste = new PasteBack(prepared);
    this.canvas = model.canvas(prepared.sample());
  }

  /**
   * What a face may wear.
   *
   * @param style of a reference; the same array is the same style
   * @param alpha share of the face's own style
   * @param ownSkin whether it is put on the face's own skin, as far as the model can
   */
  private record Worn(float[] style, double alpha, boolean ownSkin) {}

  /**
   * The face with it.
   *
   * @param planes as the model painted them, not clamped
   * @param onOwnSkin whether they are of the face's own skin
   */
  private record Painting(float[] planes, boolean onOwnSkin) {}

  /** As it was prepared. */
  PreparedFace prepared() {
    return prepared;
  }

  /** The square of the whole photo that a thumbnail shows. */
  FaceSquare place() {
    Frame frame = prepared.frame();
    double x = frame.left() + frame.width() / 2.0;
    double y = frame.top() + frame.height() / 2.0;
    double side = Math.min(frame.width(), frame.height());
    if (square == null) {
      return new FaceSquare(x, y, side, 0);
    }
    int cut = prepared.raw().photo().width();
    AffineMap toPhoto = square.map(cut);
    return new FaceSquare(
        toPhoto.x(x, y), toPhoto.y(x, y), side * square.side() / cut, square.angle());
  }

  /** The cut, or the whole photo, with this face in all of these makeups, at least one. */
  RgbImage paint(List<Reference> makeups) {
    return paste.of(makeups.stream().map(this::change).reduce(MakeupChange::plus).orElseThrow());
  }

  private MakeupChange change(Reference makeup) {
    MakeupApplication application = makeup.application();
    boolean ownSkin = application.skinTone() == SkinTone.OWN;
    Worn worn = new Worn(makeup.styleFor(model), makeup.alpha(), ownSkin);
    Painting painting = painting(worn);
    MakeupChange change =
        application.form() == PasteForm.PICTURE
            ? MakeupChange.toPicture(prepared.sample(), painting.planes())
            : MakeupChange.ofStyle(painting.planes(), paintedAsIs());
    if (ownSkin && !painting.onOwnSkin()) {
      change = change.withoutSkinTone(areas());
    }
    return matched(change, makeup).at(application.strengths(), this::areas);
  }

  /** With the colours that were measured on the reference, or those of a bare face. */
  private MakeupChange matched(MakeupChange painted, Reference makeup) {
    double strength = 1 - makeup.alpha();
    Optional<FaceColours> look = makeup.measuredColours();
    if (makeup.takesColoursOff()) {
      MakeupChange trusted = painted.at(PAINTED_BARE, this::areas);
      return lookMatch().map(match -> match.bare(trusted, strength)).orElse(painted);
    }
    return look.isPresent() && lookMatch().isPresent()
        ? lookMatch().get().of(painted, look.get(), strength)
        : painted;
  }

  /** The face in a style: kept, since another strength of areas needs no networks. */
  private Painting painting(Worn worn) {
    synchronized (paintings) {
      Painting known = paintings.get(worn);
      if (known != null) {
        return known;
      }
    }
    Optional<float[]> onOwnSkin =
        worn.ownSkin() ? model.onSkin(ownStyle(), worn.style()) : Optional.empty();
    float[] style = onOwnSkin.orElse(worn.style());
    float[] mixed = worn.alpha() == 0 ? style : StyleMix.of(ownStyle(), style, worn.alpha());
    Painting painting = new Painting(canvas.paint(mixed), onOwnSkin.isPresent());
    synchronized (paintings) {
      paintings.put(worn, painting);
    }
    return painting;
  }

  /** The face in its own style. */
  private synchronized float[] paintedAsIs() {
    if (paintedAsIs == null) {
      paintedAsIs = canvas.paint(ownStyle());
    }
    return paintedAsIs;
  }

  private synchronized FaceAreas areas() {
    if (areas == null) {
      areas = prepared.areas();
    }
    return areas;
  }

  private synchronized Optional<LookMatch> lookMatch() {
    if (lookMatch == null) {
      lookMatch =
          prepared
              .colourZones(areas())
              .flatMap(zones -> paste.grids().map(grids -> LookMatch.of(prepared, zones, grids)));
    }
    return lookMatch;
  }

  private synchronized float[] ownStyle() {
    if (ownStyle == null) {
      ownStyle = model.style(prepared.sample());
    }
    return ownStyle;
  }

  /**
   * The whole photo with a painting of this face.
   *
   * @param photo perhaps with other faces painted since
   */
  RgbImage pasted(RgbImage photo, RgbImage painted) {
    return square == null
        ? painted
        : AlignedPaste.of(photo, square, prepared.raw().photo(), painted);
  }

  RgbImage thumbnail(int side) {
    return prepared.frame().thumbnail(prepared.raw().photo(), side);
  }
}
