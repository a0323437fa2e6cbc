// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.Makeup.Liner;

/** One eye: eyeball, iris, lids, lashes, liner. */
final class EyePainter implements FeaturePainter {
  private static final Rgb SCLERA = Rgb.hex(0xF1ECE7);
  private static final Rgb LASH = Rgb.hex(0x1B1210);
  private static final Rgb FOLD = new Rgb(0.56, 0.42, 0.38);
  private static final Rgb SHADE = new Rgb(0.52, 0.46, 0.46);

  private final Stencil opening;
  private final Stencil ball;
  private final Stencil ballShade;
  private final Stencil corner;
  private final Stencil crease;
  private final Stencil pouch;
  private final Stencil lashLine;
  private final Stencil lowerLine;
  private final Stencil liner;
  private final Stencil smudge;
  private final Strokes iris;
  private final Strokes gleam;
  private final Strokes lashes;
  private final double lidDepth;
  private final double pouchDepth;

  EyePainter(FaceGeometry geometry, int side, int size) {
    Pose pose = geometry.pose();
    EyeGeometry eye = geometry.eye(side);
    Identity identity = geometry.identity();
    opening = Stencil.of(eye.opening().area(pose), size);
    ball =
        Stencil.of(
                Contour.ellipse(eye.centre(), 0.7 * identity.eyes().width(), 0.08, 0).area(pose),
                size)
            .blurred(pose.length(0.03))
            .within(opening);
    Contour shadow = eye.upperLid().then(eye.upperLid().shifted(0, 0.03).reversed());
    ballShade = Stencil.of(shadow.area(pose), size).blurred(pose.length(0.009)).within(opening);
    corner =
        Stencil.of(
                Contour.ellipse(eye.upper(-0.93).plus(0, 0.004), 0.02, 0.014, 0).area(pose), size)
            .blurred(pose.length(0.004))
            .within(opening);
    crease =
        Stencil.stroke(eye.crease().line(pose), pose.length(0.013), size)
            .blurred(pose.length(0.006));
    pouch =
        Stencil.stroke(
                Contour.trace(-0.8, 0.75, 14, t -> eye.lower(t).plus(0, 0.035)).line(pose),
                pose.length(0.022),
                size)
            .blurred(pose.length(0.016));
    lashLine =
        Stencil.stroke(eye.upperLid().line(pose), pose.length(0.016), size)
            .blurred(pose.length(0.003));
    lowerLine =
        Stencil.stroke(eye.lowerLid().line(pose), pose.length(0.008), size)
            .blurred(pose.length(0.003));
    liner = Stencil.of(eye.liner().area(pose), size).blurred(pose.length(0.002));
    smudge =
        Stencil.stroke(eye.upperLid().shifted(0, -0.012).line(pose), pose.length(0.034), size)
            .blurred(pose.length(0.013));
    RandomGenerator random = new RandomStreams(identity.detail()).at("eye", 0, side);
    iris = iris(eye, identity.eyes().iris(), pose, opening, random);
    gleam = gleam(eye, identity, pose, opening);
    Contour reach = Contour.ellipse(eye.centre(), 2 * identity.eyes().width(), 0.2, 0);
    lashes = lashes(eye, pose, Stencil.of(reach.area(pose), size), random);
    lidDepth = Math.min(1, 0.55 + 6 * identity.eyes().crease() + 0.25 * identity.wear());
    pouchDepth = 0.28 + 0.3 * identity.wear();
  }

  private static Strokes iris(
      EyeGeometry eye, Rgb colour, Pose pose, Stencil bounds, RandomGenerator random) {
    Strokes strokes = new Strokes(bounds);
    Spot centre = eye.iris();
    double radius = eye.irisRadius();
    strokes.fill(disc(centre, radius, pose), colour.times(0.38), 1);
    for (int ring = 0; ring < 7; ring++) {
      double share = 0.94 - 0.09 * ring;
      Rgb shade = colour.times(0.62 + 0.11 * ring);
      strokes.fill(disc(centre.plus(0, 0.02 * radius * ring), radius * share, pose), shade, 0.55);
    }
    for (int i = 0; i < 36; i++) {
      double angle = 2 * Math.PI * i / 36 + random.nextDouble(-0.06, 0.06);
      double reach = random.nextDouble(0.7, 0.92) * radius;
      Contour fibre =
          Contour.of(
              centre.x() + 0.4 * radius * Math.cos(angle),
              centre.y() + 0.4 * radius * Math.sin(angle),
              centre.x() + reach * Math.cos(angle),
              centre.y() + reach * Math.sin(angle));
      Rgb shade = i % 2 == 0 ? colour.mix(Rgb.WHITE, 0.4) : colour.times(0.5);
      strokes.line(fibre.line(pose), pose.length(0.0035), shade, 0.45);
    }
    strokes.fill(disc(centre, 0.42 * radius, pose), Rgb.hex(0x080607), 1);
    return strokes;
  }

  private static Strokes gleam(EyeGeometry eye, Identity identity, Pose pose, Stencil bounds) {
    double radius = eye.irisRadius();
    double dx = 0.38 * radius * (identity.light().x() >= 0 ? 1 : -1);
    return new Strokes(bounds)
        .fill(disc(eye.iris().plus(dx, -0.3 * radius), 0.24 * radius, pose), Rgb.WHITE, 0.96)
        .fill(disc(eye.iris().plus(-dx, 0.42 * radius), 0.13 * radius, pose), Rgb.WHITE, 0.5);
  }

  private static Shape disc(Spot centre, double radius, Pose pose) {
    return Contour.ellipse(centre, radius, radius, 0).area(pose);
  }

  private static Strokes lashes(
      EyeGeometry eye, Pose pose, Stencil bounds, RandomGenerator random) {
    Strokes strokes = new Strokes(bounds);
    for (double t = -0.75; t <= 1.001; t += 0.085) {
      double length = (0.02 + 0.024 * (t + 0.75) / 1.75) * random.nextDouble(0.85, 1.15);
      Spot root = eye.upper(t);
      double lean = eye.side() * length * (0.15 + 0.75 * t);
      Spot middle = root.plus(0.75 * lean, -0.35 * length);
      Spot tip = root.plus(lean, -length);
      Contour lash = new Contour(List.of(root, middle, tip)).smooth();
      strokes.line(lash.line(pose), pose.length(0.0055), LASH, 0.8);
    }
    for (double t = -0.3; t <= 0.96; t += 0.12) {
      Spot root = eye.lower(t);
      Spot tip = root.plus(eye.side() * 0.018 * (0.1 + t), 0.018);
      Contour lash = new Contour(List.of(root, tip));
      strokes.line(lash.line(pose), pose.length(0.004), LASH, 0.4);
    }
    return strokes;
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    canvas.glaze(crease, FOLD, lidDepth);
    canvas.glaze(pouch, FOLD, pouchDepth);
    canvas.lay(opening, SCLERA.times(0.84), 1);
    canvas.lay(ball, SCLERA, 1);
    canvas.lay(corner, Rgb.hex(0xC98A80), 0.8);
    iris.over(canvas);
    canvas.glaze(ballShade, SHADE, 0.9);
    gleam.over(canvas);
    canvas.lay(lowerLine, LASH, 0.42);
    canvas.lay(lashLine, LASH, 0.9);
    Liner worn = makeup.liner();
    canvas.lay(smudge, worn.colour(), worn.strength() * worn.softness());
    canvas.lay(liner, worn.colour(), worn.strength() * (1 - worn.softness()));
    lashes.over(canvas);
  }
}
