// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.landmark;

import java.util.List;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.HandLandmarks;

/**
 * A photo in which faces were found. Hands near them are looked for when they are asked for, by the
 * landmarker that found the faces, in its thread and before it is closed.
 */
public final class SeenPhoto {
  private final PicturePyramid photo;
  private final List<FaceLandmarks> faces;
  private final HandLandmarker hands;

  SeenPhoto(PicturePyramid photo, List<FaceLandmarks> faces, HandLandmarker hands) {
    this.photo = photo;
    this.faces = List.copyOf(faces);
    this.hands = hands;
  }

  /** The faces, the largest first. */
  public List<FaceLandmarks> faces() {
    return faces;
  }

  /** Hands that may lie before one of them, the surest first. */
  public List<HandLandmarks> handsNear(FaceLandmarks face) {
    return hands.near(photo, face);
  }
}
