// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.face;

import org.ipmnet.data.face.FaceSquare;
import org.ipmnet.data.image.RgbImage;

/**
 * Where a face is in a photo: enough to show it again without a search.
 *
 * @param square what is cut out of the photo and made level, or null if nothing is
 * @param frame the part of the cut, or else of the photo, that is handled like a picture of the
 *     training set
 */
public record FacePlace(FaceSquare square, Frame frame) {
  /** Larger faces are worked on at this size; a change is smooth and is enlarged again. */
  private static final int LARGEST_CUT = 4096;

  /** The picture that the frame is a part of. */
  public RgbImage cut(RgbImage photo) {
    return square == null ? photo : cut(photo, square);
  }

  /** The part of a photo in a square, upright. */
  public static RgbImage cut(RgbImage photo, FaceSquare square) {
    return square.cut(photo, (int) Math.max(1, Math.min(LARGEST_CUT, Math.round(square.side()))));
  }
}
