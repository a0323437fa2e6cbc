// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

/**
 * Which way a head looks, in degrees; all 0 for one that looks into the camera.
 *
 * @param yaw above 0 to the photo's right, 90 in profile
 * @param pitch above 0 upwards
 * @param roll above 0 if the person's left eye is lower in the photo
 */
public record FacePose(double yaw, double pitch, double roll) {
  private static final int RIGHT = 234;
  private static final int LEFT = 454;
  private static final int TOP = 10;
  private static final int CHIN = 152;

  /** Of 115 portraits, most of which look ahead: the forehead lies before the chin. */
  private static final double PITCH_AHEAD = -11;

  /** Of a face, by the depths that its points have. */
  public static FacePose of(FaceLandmarks face) {
    double across = length(face, RIGHT, LEFT);
    double along = length(face, TOP, CHIN);
    return new FacePose(
        Math.toDegrees(Math.atan2(face.z(LEFT) - face.z(RIGHT), across)),
        Math.toDegrees(Math.atan2(face.z(TOP) - face.z(CHIN), along)) - PITCH_AHEAD,
        Math.toDegrees(face.roll()));
  }

  /** In the photo's plane. */
  private static double length(FaceLandmarks face, int from, int to) {
    return Math.hypot(face.x(to) - face.x(from), face.y(to) - face.y(from));
  }
}
