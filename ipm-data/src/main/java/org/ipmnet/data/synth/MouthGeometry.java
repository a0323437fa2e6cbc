// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.data.synth.Identity.Mouth;

/** The mouth in face units; t runs along it from the left (-1) to the right corner (1). */
record MouthGeometry(Mouth mouth) {
  private static final int POINTS = 28;

  private Spot at(double t, double dy) {
    double corner = -mouth.smile() * t * t;
    return new Spot(mouth.width() * t, mouth.y() + corner + dy);
  }

  /** How full the lips are at t: 1 in the middle, 0 in the corners. */
  private static double fullness(double t, double power) {
    return Math.pow(Math.max(0, 1 - t * t), power);
  }

  /** The upper lip's upper edge with the cupid's bow. */
  Spot top(double t) {
    double bow = mouth.bow() * Math.exp(-t * t / 0.02);
    double peaks = 1 + 0.16 * Math.exp(-Math.pow((Math.abs(t) - 0.25) / 0.2, 2));
    double lip = mouth.upper() * (0.75 * (1 - Math.abs(t)) + 0.32 * fullness(t, 0.8)) * peaks;
    return at(t, -lip - 0.45 * mouth.gap() * fullness(t, 1) + bow);
  }

  /** The upper lip's lower edge. */
  Spot upperInner(double t) {
    return at(t, -0.45 * mouth.gap() * fullness(t, 0.8) + rest(t));
  }

  /** The lower lip's upper edge. */
  Spot lowerInner(double t) {
    return at(t, 0.55 * mouth.gap() * fullness(t, 0.8) + rest(t));
  }

  /** The closed line is not straight: it dips in the middle. */
  private static double rest(double t) {
    return 0.009 * Math.exp(-t * t / 0.05)
        - 0.006 * Math.exp(-Math.pow(Math.abs(t) - 0.4, 2) / 0.04);
  }

  /** The lower lip's lower edge. */
  Spot bottom(double t) {
    return at(t, (mouth.lower() + 0.55 * mouth.gap()) * fullness(t, 0.72));
  }

  Contour upperLip() {
    return Contour.trace(-1, 1, POINTS, this::top)
        .then(Contour.trace(1, -1, POINTS, this::upperInner));
  }

  Contour lowerLip() {
    return Contour.trace(-1, 1, POINTS, this::lowerInner)
        .then(Contour.trace(1, -1, POINTS, this::bottom));
  }

  Contour inner() {
    return Contour.trace(-1, 1, POINTS, this::upperInner)
        .then(Contour.trace(1, -1, POINTS, this::lowerInner));
  }

  Contour whole() {
    return Contour.trace(-1, 1, POINTS, this::top).then(Contour.trace(1, -1, POINTS, this::bottom));
  }

  /** The lips without their outer edges: a share of each lip's height from where they meet. */
  Contour innerPart(double share) {
    return Contour.trace(-0.95, 0.95, POINTS, t -> upperInner(t).mix(top(t), share))
        .then(Contour.trace(0.95, -0.95, POINTS, t -> lowerInner(t).mix(bottom(t), share)));
  }

  Contour meetingLine() {
    return Contour.trace(-1, 1, POINTS, t -> upperInner(t).mix(lowerInner(t), 0.5));
  }

  boolean open() {
    return mouth.gap() > 0;
  }
}
