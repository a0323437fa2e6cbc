// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import java.awt.image.BufferedImage;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.model.MakeupModel;
import org.ipmnet.eval.picture.RgbPicture;

/**
 * A photo to be made up: its faces are found, and what networks see in them of the person is
 * computed, once for all references and strengths. It holds the photo; the garbage collector frees
 * it. Safe from several threads, as long as its {@link MakeupTransfer} is open.
 */
public final class Target {
  private final MakeupTransfer transfer;
  private final Photo photo;
  private final RgbImage composited;
  private final List<TargetFace> faces;

  /**
   * A target.
   *
   * @param faces at least one
   */
  Target(MakeupTransfer transfer, FacePhoto photo, List<TargetFace> faces) {
    this.transfer = transfer;
    this.photo = photo.photo();
    this.composited = photo.composited();
    this.faces = List.copyOf(faces);
  }

  /** How many faces are made up, at least one. */
  public int faces() {
    return faces.size();
  }

  /** All faces in the reference's full makeup. */
  public Makeover paint(Reference reference) {
    return paint(reference, 0);
  }

  /**
   * All faces in a makeup.
   *
   * @param alpha share of each face's own style, 0 (all the reference's) to 1 (all its own); 0 for
   *     models that know one strength only, BeautyGAN and CycleGAN
   * @throws UserError if alpha is another number
   * @throws IllegalArgumentException if the reference is of another model
   * @throws IllegalStateException if the {@link MakeupTransfer} is closed
   */
  public Makeover paint(Reference reference, double alpha) {
    transfer.requireOpen();
    requireAlpha(alpha);
    MakeupModel model = transfer.model();
    if (alpha > 0 && !model.mixesStyles()) {
      throw new UserError(
          "a model of kind %s knows one strength of makeup only: alpha must be 0, found %s",
          model.kind().title(), alpha);
    }
    float[] style = reference.styleFor(model);
    RgbImage result = composited;
    RgbImage first = null;
    for (TargetFace face : faces) {
      RgbImage painted = face.paint(style, alpha);
      result = face.pasted(result, painted);
      first = first == null ? painted : first;
    }
    return new Makeover(photo.withChange(result), first, faces.get(0).prepared().frame());
  }

  /**
   * Checks an alpha.
   *
   * @throws UserError if it is not from 0 to 1
   */
  public static void requireAlpha(double alpha) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new UserError("alpha must be from 0 to 1, found %s", alpha);
    }
  }

  /**
   * The first face, the largest that was found, upright and small.
   *
   * @param side pixels of the new picture
   */
  public BufferedImage thumbnail(int side) {
    return RgbPicture.of(faces.get(0).thumbnail(side));
  }
}
