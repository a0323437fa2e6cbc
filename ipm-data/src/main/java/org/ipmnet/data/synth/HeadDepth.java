// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * How far the places of a head stand out towards the viewer, in face units: a dome with a nose on
 * it, the same for everyone and smoother than {@link Relief}, from which light is reckoned. What
 * stands out moves when the head turns; the rim of the dome, and with it the outline of the hair,
 * stays.
 */
final class HeadDepth {
  private static final double DOME = 0.62;
  private static final double WIDE = 0.74;
  private static final double HIGH = 1.05;

  private static final double NOSE = 0.13;
  private static final double NOSE_Y = 0.14;
  private static final double NOSE_WIDE = 0.11;
  private static final double NOSE_HIGH = 0.17;

  /** Until a place on the nose is found to some thousandths of a face unit. */
  private static final int STEPS = 4;

  private HeadDepth() {}

  /** The depth at a place of the face. */
  static double at(double x, double y) {
    return dome(x, y) + nose(x, y);
  }

  private static double dome(double x, double y) {
    return Math.max(0, DOME * (1 - square(x / WIDE) - square(y / HIGH)));
  }

  private static double nose(double x, double y) {
    return NOSE * Math.exp(-square(x / NOSE_WIDE) - square((y - NOSE_Y) / NOSE_HIGH));
  }

  /**
   * Which place is seen at (x, y) when every place is moved by its depth times (dx, dy). The dome
   * is a paraboloid, so that its place is a root of a quadratic; the nose is found step by step.
   */
  static Spot seenAt(double x, double y, double dx, double dy) {
    double noseX = 0;
    double noseY = 0;
    Spot place = new Spot(x, y);
    for (int step = 0; step < STEPS; step++) {
      place = onDome(x - noseX, y - noseY, dx, dy);
      double nose = nose(place.x(), place.y());
      noseX = nose * dx;
      noseY = nose * dy;
    }
    return place;
  }

  /** (x, y) less d times (dx, dy), d being the dome's depth there. */
  private static Spot onDome(double x, double y, double dx, double dy) {
    double level = DOME * (1 - square(x / WIDE) - square(y / HIGH));
    if (level <= 0) {
      return new Spot(x, y);
    }
    double a = DOME * (square(dx / WIDE) + square(dy / HIGH));
    double b = 1 - 2 * DOME * (x * dx / square(WIDE) + y * dy / square(HIGH));
    double depth = 2 * level / (b + Math.sqrt(b * b + 4 * a * level));
    return new Spot(x - depth * dx, y - depth * dy);
  }

  private static double square(double value) {
    return value * value;
  }
}
