// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import java.awt.geom.Path2D;
import org.ipmnet.data.image.AffineMap;

/**
 * Closed lines through points of a {@link FaceLandmarks}, in their order; those of MediaPipe's
 * {@code face_mesh_connections}, but for the nose. Left and right are the person's.
 */
public enum FaceContour {
  /** Around both lips. */
  // spotless:off
  LIPS(
      61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146),
  // spotless:on
  /** Around the upper lip. */
  // spotless:off
  UPPER_LIP(
      61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 308, 415, 310, 311, 312, 13, 82, 81, 80,
      191, 78),
  // spotless:on
  /** Around the lower lip. */
  // spotless:off
  LOWER_LIP(
      291, 375, 321, 405, 314, 17, 84, 181, 91, 146, 61, 78, 95, 88, 178, 87, 14, 317, 402, 318,
      324, 308),
  // spotless:on
  /** Around what is between the lips. */
  // spotless:off
  MOUTH(
      78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95),
  // spotless:on
  /** The edges of the left eye's lids. */
  // spotless:off
  LEFT_EYE(
      263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249),
  // spotless:on
  /** The edges of the right eye's lids. */
  // spotless:off
  RIGHT_EYE(
      33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
  // spotless:on
  /** Around the left brow. */
  // spotless:off
  LEFT_BROW(
      300, 293, 334, 296, 336, 285, 295, 282, 283, 276),
  // spotless:on
  /** Around the right brow. */
  // spotless:off
  RIGHT_BROW(
      70, 63, 105, 66, 107, 55, 65, 52, 53, 46),
  // spotless:on
  /** From between the eyes down the sides of the nose and around its tip. */
  // spotless:off
  NOSE(
      168, 193, 245, 188, 174, 198, 209, 129, 102, 64, 98, 97, 2, 326, 327, 294, 331, 358, 429,
      420, 399, 412, 465, 417),
  // spotless:on
  /** Around the face, from the hairline to the chin. */
  // spotless:off
  OVAL(
      10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
      152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109);
  // spotless:on

  private final int[] points;

  FaceContour(int... points) {
    this.points = points;
  }

  /** The points' numbers. */
  public int[] points() {
    return points.clone();
  }

  /**
   * The line.
   *
   * @param map from pixels of the photo to where it is wanted
   */
  public Path2D of(FaceLandmarks face, AffineMap map) {
    return face.outline(map, points);
  }
}
