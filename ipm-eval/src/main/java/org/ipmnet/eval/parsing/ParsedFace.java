// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.eval.landmark.SeenFace;

/**
 * A face that was found in a photo and parsed.
 *
 * @param square where it is: upright, its eyes level, framed as MT's pictures are
 * @param map what is where in that square, values of {@link FaceParser#labels}
 * @param seen its points in the photo, and the hands near it
 */
public record ParsedFace(FaceSquare square, GrayImage map, SeenFace seen) {
  /** Its points in the photo. */
  public FaceLandmarks landmarks() {
    return seen.landmarks();
  }
}
