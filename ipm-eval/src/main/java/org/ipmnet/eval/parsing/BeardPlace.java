// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Shape;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;

/** Places of a face where beards grow or do not, by points around them. Sides are the person's. */
enum BeardPlace {
  /** Between nose and upper lip. */
  RIGHT_MOUSTACHE(97, 98, 92, 186, 185, 40, 39, 37),
  LEFT_MOUSTACHE(326, 327, 322, 410, 409, 270, 269, 267),
  /** The front of the chin: below it a shadow may begin. */
  RIGHT_CHIN(18, 83, 194, 32, 140, 171, 175, 199),
  LEFT_CHIN(18, 313, 418, 262, 369, 396, 175, 199),
  /** Above the cheekbone's lower edge, where none grows. */
  RIGHT_CHEEK(50, 101, 36, 205),
  LEFT_CHEEK(280, 330, 266, 425),
  /** All around a mouth that a moustache may reach. */
  // spotless:off
  MOUSTACHE(
      2, 97, 98, 92, 216, 57, 61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 287, 436, 322, 327,
      326),
  /** From the sideburns to the chin, with the moustache. */
  BEARD(
      2, 97, 98, 92, 216, 192, 213, 177, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400,
      378, 379, 365, 397, 288, 361, 323, 401, 433, 416, 436, 322, 327, 326);
  // spotless:on

  private final int[] points;

  BeardPlace(int... points) {
    this.points = points;
  }

  /**
   * Its outline.
   *
   * @param map from pixels of the face's points to where it is wanted
   */
  Shape of(FaceLandmarks face, AffineMap map) {
    return face.outline(map, points);
  }
}
