// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * How the head is held: carries face units into picture units (0 to 1 across the picture).
 *
 * <p>A turn or a nod moves each place by how far it stands out, see {@link HeadDepth}; the head's
 * outline stays.
 *
 * @param roll rotation in the picture plane, radians, about [-0.12, 0.12]
 * @param yaw turn to the right of the picture, radians, [-{@value #MOST_YAW}, {@value #MOST_YAW}]
 * @param pitch nod, radians, down, [-{@value #MOST_PITCH}, {@value #MOST_PITCH}]
 * @param shiftX move to the right, face units
 * @param shiftY move down, face units
 * @param scale size of the face, about [0.85, 1]
 */
public record Pose(
    double roll, double yaw, double pitch, double shiftX, double shiftY, double scale) {
  /** As far as drawn heads turn; from 0.6 on a far cheek would be hidden, which is not drawn. */
  public static final double MOST_YAW = 0.4;

  /** As far as drawn heads nod. */
  public static final double MOST_PITCH = 0.2;

  /** Upright, looking straight ahead, at this place and of this size. */
  static Pose ahead(double shiftX, double shiftY, double scale) {
    return new Pose(0, 0, 0, shiftX, shiftY, scale);
  }

  double pictureX(Spot spot) {
    Spot at = turned(spot);
    return 0.5 + 0.5 * (shiftX + scale * (at.x() * Math.cos(roll) - at.y() * Math.sin(roll)));
  }

  double pictureY(Spot spot) {
    Spot at = turned(spot);
    return 0.5 + 0.5 * (shiftY + scale * (at.x() * Math.sin(roll) + at.y() * Math.cos(roll)));
  }

  private Spot turned(Spot spot) {
    double depth = HeadDepth.at(spot.x(), spot.y());
    return spot.plus(Math.sin(yaw) * depth, Math.sin(pitch) * depth);
  }

  /** The way back, from the picture to the face. */
  Inverse inverse() {
    return new Inverse(this, Math.cos(roll), Math.sin(roll), Math.sin(yaw), Math.sin(pitch));
  }

  /** Carries picture units into face units; made once for many pixels. */
  record Inverse(Pose pose, double cos, double sin, double across, double down) {

    Spot at(double pictureX, double pictureY) {
      double px = ((pictureX - 0.5) * 2 - pose.shiftX) / pose.scale;
      double py = ((pictureY - 0.5) * 2 - pose.shiftY) / pose.scale;
      return HeadDepth.seenAt(px * cos + py * sin, py * cos - px * sin, across, down);
    }
  }

  /** A length of face units in picture units. */
  double length(double faceUnits) {
    return 0.5 * scale * faceUnits;
  }
}
