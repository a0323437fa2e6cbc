// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.util.List;

/** The frame of a pair of glasses, in face units. */
final class GlassesGeometry {
  private static final int POINTS = 36;

  private final Identity identity;
  private final Glasses glasses;

  GlassesGeometry(Identity identity) {
    this.identity = identity;
    this.glasses = identity.glasses();
  }

  /** The edge of a lens, closed. */
  Contour lens(int side) {
    double power = glasses.shape() == Glasses.Shape.RECTANGULAR ? 0.45 : 0.95;
    Spot centre = centre(side);
    return Contour.trace(
        0,
        2 * Math.PI,
        POINTS,
        a ->
            centre.plus(
                glasses.width() * rounded(Math.cos(a), power),
                glasses.height() * rounded(Math.sin(a), power)));
  }

  private Spot centre(int side) {
    return new Spot(side * (identity.eyes().spacing() + 0.005), EyeGeometry.EYE_Y + 0.025);
  }

  /** A superellipse's coordinate. */
  private static double rounded(double circle, double power) {
    return Math.signum(circle) * Math.pow(Math.abs(circle), power);
  }

  /** Over the nose. */
  Contour bridge() {
    Spot inner = centre(1).plus(-glasses.width(), -0.3 * glasses.height());
    return Contour.of(-inner.x(), inner.y(), 0, inner.y() - 0.025, inner.x(), inner.y()).smooth();
  }

  /** To an ear. */
  Contour temple(int side) {
    Spot outer = centre(side).plus(side * glasses.width(), -0.35 * glasses.height());
    double ear = side * (identity.head().width() + 0.03);
    return Contour.of(outer.x(), outer.y(), ear, outer.y() - 0.005);
  }

  /** All lines of the frame. */
  List<Contour> lines() {
    return List.of(lens(-1), lens(1), bridge(), temple(-1), temple(1));
  }

  /** What a line of the frame covers, in picture units. */
  Shape covered(Contour line, Pose pose) {
    float width = (float) pose.length(glasses.rim());
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(line.line(pose));
  }
}
