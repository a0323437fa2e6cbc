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

  /** The way back, from the picture to the face. */
  Inverse inverse() {
    return new Inverse(this, Math.cos(roll), Math.sin(roll));
  }

  /** Carries picture units into face units; made once for many pixels. */
  record Inverse(Pose pose, double cos, double sin) {

    Spot at(double pictureX, double pictureY) {
      double px = ((pictureX - 0.5) * 2 - pose.shiftX) / pose.scale;
      double py = ((pictureY - 0.5) * 2 - pose.shiftY) / pose.scale;
      double x = px * cos + py * sin;
      double guess = x - pose.slide(x);
      return new Spot(x - pose.slide(guess), py * cos - px * sin);
    }
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
