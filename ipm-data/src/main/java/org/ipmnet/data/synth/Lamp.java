// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * A lamp far away: the direction l to it and the direction h half way to the viewer; z is towards
 * the viewer.
 */
record Lamp(double lx, double ly, double lz, double hx, double hy, double hz) {

  /** The lamp whose light comes from (x, y), one unit in front of the face. */
  static Lamp at(double x, double y) {
    double norm = Math.sqrt(square(x) + square(y) + 1);
    double lx = x / norm;
    double ly = y / norm;
    double lz = 1 / norm;
    double hz = Math.sqrt((1 + lz) / 2);
    return new Lamp(lx, ly, lz, lx / (2 * hz), ly / (2 * hz), hz);
  }

  /** The same lamp as a head that is turned and nods sees it. */
  Lamp from(Pose pose) {
    double[] l = turnedBack(pose, lx, ly, lz);
    double[] h = turnedBack(pose, hx, hy, hz);
    return new Lamp(l[0], l[1], l[2], h[0], h[1], h[2]);
  }

  /** A direction in the head's own coordinates: first the turn is undone, then the nod. */
  private static double[] turnedBack(Pose pose, double x, double y, double z) {
    double sin = Math.sin(pose.yaw());
    double cos = Math.cos(pose.yaw());
    double ahead = x * sin + z * cos;
    double down = Math.sin(pose.pitch());
    double level = Math.cos(pose.pitch());
    return new double[] {x * cos - z * sin, y * level - ahead * down, y * down + ahead * level};
  }

  /** How much light falls on a slope of the skin: 1 straight on, 0 from behind. */
  double diffuse(Spot slope) {
    return Math.max(0, facing(slope, lx, ly, lz));
  }

  /** The mirror image of the lamp, [0, 1]; the 36th power is how tight a highlight is on skin. */
  double gleam(Spot slope) {
    double fourth = square(square(Math.max(0, facing(slope, hx, hy, hz))));
    return square(square(square(fourth))) * fourth;
  }

  /** The cosine between the surface's normal and a direction. */
  private static double facing(Spot slope, double x, double y, double z) {
    double length = Math.sqrt(square(slope.x()) + square(slope.y()) + 1);
    return (z - slope.x() * x - slope.y() * y) / length;
  }

  private static double square(double value) {
    return value * value;
  }
}
