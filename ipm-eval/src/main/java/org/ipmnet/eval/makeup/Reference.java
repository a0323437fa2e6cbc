// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import org.ipmnet.eval.face.FacePlace;
import org.ipmnet.eval.model.MakeupModel;

/**
 * A makeup to transfer: what the model takes of a reference's photo, computed once. It holds no
 * photo, and serves any number of targets of the {@link MakeupTransfer} that made it. Immutable,
 * safe from several threads.
 */
public final class Reference {
  private final MakeupModel model;
  private final float[] style;
  private final FacePlace place;

  Reference(MakeupModel model, float[] style, FacePlace place) {
    this.model = model;
    this.style = style;
    this.place = place;
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
