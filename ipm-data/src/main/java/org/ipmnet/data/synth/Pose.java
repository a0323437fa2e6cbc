// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * How the head is held: carries face units into picture units (0 to 1 across the picture).
 *
 * @param roll rotation in the picture plane, radians, about [-0.12, 0.12]
 * @param turn turn to the side, [-1, 1]: features slide by up to {@value #SLIDE} face units
 * @param shiftX move to the right, face units
 * @param shiftY move down, face units
 * @param scale size of the face, about [0.85, 1]
 */
public record Pose(double roll, double turn, double shiftX, double shiftY, double scale) {
  private static final double SLIDE = 0.07;

  double pictureX(Spot spot) {
    double x = turned(spot);
    return 0.5 + 0.5 * (shiftX + scale * (x * Math.cos(roll) - spot.y() * Math.sin(roll)));
  }

  double pictureY(Spot spot) {
    double x = turned(spot);
    return 0.5 + 0.5 * (shiftY + scale * (x * Math.sin(roll) + spot.y() * Math.cos(roll)));
  }

  /** The face units of a place in the picture: the inverse of {@link #pictureX} and pictureY. */
  Spot face(double pictureX, double pictureY) {
    double px = ((pictureX - 0.5) * 2 - shiftX) / scale;
    double py = ((pictureY - 0.5) * 2 - shiftY) / scale;
    double x = px * Math.cos(roll) + py * Math.sin(roll);
    double y = -px * Math.sin(roll) + py * Math.cos(roll);
    double guess = x - slide(x);
    return new Spot(x - slide(guess), y);
  }

  /** A length of face units in picture units. */
  double length(double faceUnits) {
    return 0.5 * scale * faceUnits;
  }

  private double turned(Spot spot) {
    return spot.x() + slide(spot.x());
  }

  /** The middle of the face is nearest to the eye and slides most; its rim stays. */
  private double slide(double x) {
    double rim = x / 0.7;
    return Math.abs(rim) >= 1 ? 0 : SLIDE * turn * (1 - rim * rim);
  }
}
