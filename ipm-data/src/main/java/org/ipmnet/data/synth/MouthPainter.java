// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;

/** Light on the lips, their creases, and what shows between them. */
final class MouthPainter implements FeaturePainter {
  private static final Rgb CAVITY = Rgb.hex(0x3A1013);
  private static final Rgb TEETH = Rgb.hex(0xF3EFE8);
  private static final Rgb SHADE = new Rgb(0.6, 0.48, 0.48);
  private static final Rgb LINE = new Rgb(0.34, 0.2, 0.2);

  private final boolean open;
  private final Stencil inner;
  private final Stencil teeth;
  private final Stencil innerShade;
  private final Stencil upperShade;
  private final Stencil lowerShade;
  private final Stencil lowerLight;
  private final Stencil bowLight;
  private final Stencil line;
  private final Stencil under;
  private final List<Stencil> corners = new ArrayList<>();
  private final Strokes creases;
  private final double gloss;

  MouthPainter(FaceGeometry geometry, int size) {
    Pose pose = geometry.pose();
    MouthGeometry mouth = geometry.mouth();
    Identity identity = geometry.identity();
    double half = mouth.mouth().width();
    double lit = 0.12 * identity.light().x();
    open = mouth.open();
    gloss = identity.skin().gloss();
    inner = Stencil.of(mouth.inner().area(pose), size);
    Contour smile =
        Contour.trace(-0.78, 0.78, 20, mouth::upperInner)
            .then(
                Contour.trace(
                    0.78, -0.78, 20, t -> mouth.upperInner(t).mix(mouth.lowerInner(t), 0.72)));
    teeth = Stencil.of(smile.area(pose), size).blurred(pose.length(0.006)).within(inner);
    innerShade =
        Stencil.stroke(
                Contour.trace(-1, 1, 20, mouth::upperInner).line(pose), pose.length(0.02), size)
            .blurred(pose.length(0.008))
            .within(inner);
    Stencil upper = Stencil.of(mouth.upperLip().area(pose), size);
    Stencil lower = Stencil.of(mouth.lowerLip().area(pose), size);
    Stencil whole = Stencil.of(mouth.whole().area(pose), size);
    Stencil lips = open ? whole.without(inner) : whole;
    upperShade = upper.faded(pose, mouth.top(0).plus(0, -0.01), mouth.upperInner(0).plus(0, 0.02));
    lowerShade =
        lower.faded(
            pose, mouth.lowerInner(0).mix(mouth.bottom(0), 0.55), mouth.bottom(0).plus(0, 0.03));
    Spot shine = mouth.lowerInner(lit).mix(mouth.bottom(lit), 0.42);
    lowerLight =
        Stencil.of(Contour.ellipse(shine, 0.4 * half, 0.012, 0).area(pose), size)
            .blurred(pose.length(0.01))
            .within(lower);
    bowLight =
        Stencil.stroke(
                Contour.trace(-0.4, 0.4, 16, t -> mouth.top(t).plus(0, -0.01)).line(pose),
                pose.length(0.01),
                size)
            .blurred(pose.length(0.007));
    line =
        Stencil.stroke(mouth.meetingLine().line(pose), pose.length(0.011), size)
            .blurred(pose.length(0.004));
    under =
        Stencil.of(
                Contour.ellipse(mouth.bottom(0).plus(0, 0.026), 0.55 * half, 0.016, 0).area(pose),
                size)
            .blurred(pose.length(0.014));
    for (int side = -1; side <= 1; side += 2) {
      Spot corner = mouth.top(side);
      Contour fold = Contour.of(corner.x(), corner.y(), corner.x() + 0.012 * side, corner.y());
      corners.add(
          Stencil.stroke(fold.line(pose), pose.length(0.016), size).blurred(pose.length(0.008)));
    }
    creases = creases(mouth, identity, pose, lips);
  }

  private static Strokes creases(MouthGeometry mouth, Identity identity, Pose pose, Stencil lips) {
    Strokes strokes = new Strokes(lips);
    RandomGenerator random = new RandomStreams(identity.detail()).at("lips", 0, 0);
    for (int i = 0; i < 26; i++) {
      double t = random.nextDouble(-0.85, 0.85);
      boolean up = i % 3 == 0;
      Spot from = up ? mouth.upperInner(t) : mouth.lowerInner(t);
      Spot to = (up ? mouth.top(t * 1.05) : mouth.bottom(t * 1.05)).mix(from, 0.3);
      strokes.line(
          new Contour(List.of(from, to)).line(pose),
          pose.length(0.004),
          Rgb.BLACK,
          random.nextDouble(0.1, 0.4));
    }
    return strokes;
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    creases.glazeOver(canvas, new Rgb(0.72, 0.66, 0.66));
    canvas.glaze(under, SHADE, 0.42);
    canvas.glaze(upperShade, SHADE, 0.75);
    canvas.glaze(lowerShade, SHADE, 0.6);
    canvas.shine(lowerLight, Rgb.WHITE, 0.22 + 0.35 * gloss);
    canvas.shine(bowLight, Rgb.WHITE, 0.12);
    if (open) {
      canvas.lay(inner, CAVITY, 1);
      canvas.lay(teeth, TEETH, 0.94);
      canvas.glaze(innerShade, LINE, 0.6);
    } else {
      canvas.glaze(line, LINE, 0.9);
    }
    corners.forEach(corner -> canvas.glaze(corner, LINE, 0.35));
  }
}
