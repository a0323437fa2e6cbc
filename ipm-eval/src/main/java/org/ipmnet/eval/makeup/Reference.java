// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.eval.face.FaceColours;
import org.ipmnet.eval.face.FacePlace;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.paste.LookColours;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.paste.PasteForm;
import org.ipmnet.eval.paste.Share;

/**
 * A makeup to transfer: what the model takes of a reference's photo, computed once. It holds no
 * photo, and serves any number of targets of the {@link MakeupTransfer} that made it. Immutable,
 * safe from several threads.
 */
public final class Reference {
  private final MakeupModel model;
  private final float[] style;
  private final FacePlace place;
  private final FaceColours colours; // or null
  private final boolean bare;
  private final double alpha;
  private final MakeupApplication application;

  /**
   * All of a makeup, put on as the model does it best.
   *
   * @param colours of the face that wears it, or null if they are not known
   */
  Reference(MakeupModel model, float[] style, FacePlace place, FaceColours colours) {
    this(model, style, place, colours, false, 0, usual(model));
  }

  private Reference(
      MakeupModel model,
      float[] style,
      FacePlace place,
      FaceColours colours,
      boolean bare,
      double alpha,
      MakeupApplication application) {
    this.application = application;
    this.bare = bare;
    this.model = model;
    this.style = style;
    this.place = place;
    this.colours = colours;
    this.alpha = alpha;
  }

  /**
   * The same makeup, lighter: what a face wears is between its own style and this one.
   *
   * @param strength 1 (all the reference's, as it comes) to 0 (all the face's own); it replaces one
   *     that was set before
   * @throws UserError if it is another number, or below 1 and the model knows one strength only, as
   *     BeautyGAN and CycleGAN do
   */
  public Reference atStrength(double strength) {
    Share.require("strength", strength);
    return atAlpha(1 - strength);
  }

  /**
   * The same by the paper's number, which goes the other way.
   *
   * @param alpha share of the face's own style, 1 - strength: 0 (all the reference's) to 1
   * @throws UserError as {@link #atStrength}
   */
  public Reference atAlpha(double alpha) {
    requireAlpha(alpha);
    if (alpha > 0 && !model.mixesStyles()) {
      throw new UserError(
          "a model of kind %s knows one strength of makeup only: it must be 1 (alpha 0), found %s (alpha %s)",
          model.kind().title(), 1 - alpha, alpha);
    }
    return new Reference(model, style, place, colours, bare, alpha, application);
  }

  /** The same, known to be no makeup at all. */
  Reference bare() {
    return new Reference(model, style, place, colours, true, alpha, application);
  }

  /** How it is put on unless something else is wanted. */
  static MakeupApplication usual(MakeupModel model) {
    return MakeupApplication.usual(model.data(), model.mixesStyles());
  }

  /**
   * The same makeup, put on in this way.
   *
   * @throws UserError if the difference is wanted of a model that mixes no styles
   */
  public Reference applied(MakeupApplication wanted) {
    if (wanted.form() == PasteForm.DIFFERENCE && !model.mixesStyles()) {
      throw new UserError(
          "a model of kind %s knows no style of a bare face, so there is no difference to put on; paste the picture",
          model.kind().title());
    }
    return new Reference(model, style, place, colours, bare, alpha, wanted);
  }

  /** How it is put on. */
  public MakeupApplication application() {
    return application;
  }

  /**
   * Checks an alpha.
   *
   * @throws UserError if it is not from 0 to 1
   */
  public static void requireAlpha(double alpha) {
    Share.require("alpha", alpha);
  }

  /** Colours of the face that wears it, if they are known and count. */
  Optional<FaceColours> measuredColours() {
    return application.colours() == LookColours.MEASURED
        ? Optional.ofNullable(colours)
        : Optional.empty();
  }

  /** Whether it is no makeup, and the colours that a face has without any count. */
  boolean takesColoursOff() {
    return bare && application.colours() == LookColours.MEASURED;
  }

  /** Share of a face's own style. */
  double alpha() {
    return alpha;
  }

  /** Where the face was found, or null of a makeup that comes without a photo. */
  public FacePlace place() {
    return place;
  }

  /**
   * How many numbers it holds, for whoever keeps many: a code of a few hundred, or a whole picture
   * of the networks' size (BeautyGAN).
   */
  public int length() {
    return style.length;
  }

  /**
   * Its style.
   *
   * @throws IllegalArgumentException if another model, or the other direction, made it
   */
  float[] styleFor(MakeupModel user) {
    if (model != user) {
      throw new IllegalArgumentException("the reference was made by another model or direction");
    }
    return style;
  }
}
