// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;

/**
 * The lines that years draw: across the forehead, between the brows, at the eyes' corners, from
 * nose to mouth, and around the lips. Each is a dark line with light on its lower bank.
 */
final class WrinklePainter implements FeaturePainter {
  private static final Rgb LINE = new Rgb(0.66, 0.56, 0.52);
  private static final Rgb FOLD = new Rgb(0.66, 0.54, 0.5);

  private final Identity identity;
  private final FaceGeometry geometry;
  private final Pose pose;
  private final double depth;
  private final RandomGenerator random;
  private final Strokes lines;
  private final Strokes banks;
  private final Stencil[] folds = new Stencil[2];

  WrinklePainter(FaceGeometry geometry, int size) {
    this.geometry = geometry;
    identity = geometry.identity();
    pose = geometry.pose();
    depth = identity.skin().wrinkles();
    random = new RandomStreams(identity.detail()).at("wrinkles", 0, 0);
    Stencil face = Stencil.of(geometry.face().area(pose), size);
    lines = new Strokes(face);
    banks = new Strokes(face);
    forehead();
    frown();
    for (int side = -1; side <= 1; side += 2) {
      crowsFeet(geometry.eye(side));
      underEye(geometry.eye(side));
      mouthCorner(side);
      folds[(side + 1) / 2] =
          Stencil.stroke(nasolabial(side).line(pose), pose.length(0.03), size)
              .blurred(pose.length(0.014));
    }
    aroundLips();
  }

  private void forehead() {
    double top = -identity.hair().hairline() + 0.1;
    double bottom = EyeGeometry.EYE_Y - identity.brows().lift() - identity.brows().arch() - 0.07;
    int count = 2 + (int) (3 * depth);
    for (int i = 0; i < count; i++) {
      double y = bottom + (top - bottom) * (i + random.nextDouble(0.2, 0.8)) / count;
      double half = identity.head().width() * random.nextDouble(0.3, 0.55);
      double phase = random.nextDouble(0, 6);
      double centre = random.nextDouble(-0.08, 0.08);
      Contour line =
          Contour.trace(
              -1,
              1,
              16,
              t -> new Spot(centre + half * t, y - 0.03 * t * t + 0.008 * Math.sin(5 * t + phase)));
      draw(line, 0.011, random.nextDouble(0.5, 0.9));
    }
  }

  private void frown() {
    for (int side = -1; side <= 1; side += 2) {
      double x = side * random.nextDouble(0.022, 0.045);
      double top = EyeGeometry.EYE_Y - identity.brows().lift() - 0.03;
      Contour line = Contour.of(x * 1.3, top, x, top + 0.06, 0.9 * x, top + 0.1).smooth();
      draw(line, 0.011, random.nextDouble(0.2, 0.8));
    }
  }

  private void crowsFeet(EyeGeometry eye) {
    Spot corner = eye.upper(1).plus(eye.side() * 0.03, 0);
    int count = 3 + (int) (2 * depth);
    for (int i = 0; i < count; i++) {
      double angle = -0.55 + 1.2 * i / (count - 1) + random.nextDouble(-0.08, 0.08);
      double length = random.nextDouble(0.06, 0.11);
      double dx = eye.side() * length * Math.cos(angle);
      double dy = length * Math.sin(angle);
      Spot from = corner.plus(0.15 * dx, 0.02 * i - 0.02);
      Contour line =
          Contour.of(
                  from.x(),
                  from.y(),
                  from.x() + 0.5 * dx,
                  from.y() + 0.4 * dy,
                  from.x() + dx,
                  from.y() + dy)
              .smooth();
      draw(line, 0.009, random.nextDouble(0.5, 0.9));
    }
  }

  private void underEye(EyeGeometry eye) {
    for (int i = 0; i < 2; i++) {
      double drop = 0.045 + 0.03 * i;
      double from = random.nextDouble(-0.9, -0.6);
      Contour line =
          Contour.trace(from, 0.7 + 0.15 * i, 12, t -> eye.lower(t).plus(0, drop - 0.012 * t));
      draw(line, 0.009, random.nextDouble(0.3, 0.7));
    }
  }

  /** From the nose's wing around the mouth. */
  private Contour nasolabial(int side) {
    double x = identity.nose().width();
    double tip = identity.nose().tipY();
    double half = identity.mouth().width();
    double y = identity.mouth().y();
    return Contour.of(
            side * (x + 0.012),
            tip + 0.02,
            side * (x + 0.055),
            tip + 0.09,
            side * (half + 0.045),
            y - 0.06,
            side * (half + 0.06),
            y + 0.02)
        .smooth();
  }

  private void mouthCorner(int side) {
    draw(nasolabial(side), 0.012, 0.7);
    double x = side * (identity.mouth().width() + 0.015);
    double y = identity.mouth().y() - identity.mouth().smile();
    Contour down =
        Contour.of(x, y + 0.015, x + side * 0.014, y + 0.08, x + side * 0.01, y + 0.15).smooth();
    draw(down, 0.012, 0.6 * depth);
  }

  private void aroundLips() {
    MouthGeometry mouth = geometry.mouth();
    for (int i = 0; i < 18; i++) {
      double t = random.nextDouble(-0.85, 0.85);
      boolean up = i % 3 != 0;
      Spot lip = up ? mouth.top(t) : mouth.bottom(t);
      double reach = random.nextDouble(0.025, 0.05) * (up ? -1 : 1);
      Contour line = Contour.of(lip.x(), lip.y(), lip.x() + 0.012 * t, lip.y() + reach);
      draw(line, 0.006, 0.55 * depth * random.nextDouble(0.4, 1));
    }
  }

  private void draw(Contour line, double width, double strength) {
    double opacity = Math.min(1, depth * strength * 1.25);
    if (opacity > 0.02) {
      double valley = pose.length(width);
      lines.line(line.line(pose), 2.2 * valley, LINE, 0.35 * opacity);
      lines.line(line.line(pose), 0.9 * valley, LINE, 0.65 * opacity);
      banks.line(line.shifted(0, 1.5 * width).line(pose), valley, Rgb.WHITE, 0.09 * opacity);
    }
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    for (Stencil fold : folds) {
      canvas.glaze(fold, FOLD, 0.08 + 0.5 * depth);
    }
    lines.glazeOver(canvas);
    banks.over(canvas);
  }
}
