// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * A face as the detector sees it.
 *
 * @param score in (0, 1)
 * @param x of the box's centre
 * @param y of the box's centre
 * @param width of the box
 * @param height of the box
 * @param points x and y of the {@link #POINTS}: the person's right eye and left eye, the tip of the
 *     nose, the mouth, the right ear and the left ear
 */
public record FaceCandidate(
    double score, double x, double y, double width, double height, double... points) {
  /** How many points there are. */
  public static final int POINTS = 6;
}
