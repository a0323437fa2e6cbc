// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;

/** The hair behind and in front of the face. */
final class HairPainter {
  private static final Rgb CAST = new Rgb(0.62, 0.48, 0.42);

  private final Rgb colour;
  private final Stencil back;
  private final Stencil front;
  private final Stencil cast;
  private final Stencil band;
  private final Stencil depth;
  private final Strokes backStrands;
  private final Strokes frontStrands;

  HairPainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    Pose pose = geometry.pose();
    HairGeometry hair = geometry.hair();
    colour = identity.hair().colour();
    back = Stencil.of(hair.back().area(pose), size);
    Path2D fall = hair.front(-1).area(pose);
    fall.append(hair.front(1).area(pose), false);
    front = Stencil.of(fall, size).blurred(pose.length(0.008));
    AffineTransform lower = AffineTransform.getTranslateInstance(0, pose.length(0.025));
    cast =
        Stencil.of(new Path2D.Double(fall, lower), size)
            .blurred(pose.length(0.022))
            .within(Stencil.of(geometry.face().area(pose), size));
    double lamp = identity.light().x();
    Contour crown =
        Contour.trace(-1, 1, 24, t -> new Spot(0.62 * t + 0.1 * lamp, -0.84 + 0.28 * t * t));
    band =
        Stencil.stroke(crown.line(pose), pose.length(0.09), size)
            .blurred(pose.length(0.035))
            .within(front);
    depth = front.faded(pose, new Spot(0.1 * lamp, -0.5), new Spot(-0.5 * lamp, 0.9));
    RandomGenerator random = new RandomStreams(identity.detail()).at("hair", 0, 0);
    backStrands = new Strokes(back);
    if (identity.hair().style().hidesNape()) {
      nape(hair, pose, random);
    }
    frontStrands = new Strokes(front);
    strands(hair, pose, random);
    if (identity.hair().style().hasFringe()) {
      fringe(hair, pose, random);
    }
  }

  private void nape(HairGeometry hair, Pose pose, RandomGenerator random) {
    for (int i = 0; i < 90; i++) {
      Contour strand = hair.backStrand(i % 2 == 0 ? -1 : 1, random.nextDouble(0.3, 1), i);
      double width = pose.length(random.nextDouble(0.008, 0.024));
      backStrands.line(strand.line(pose), width, shade(random).times(0.62), 0.5);
    }
  }

  private void strands(HairGeometry hair, Pose pose, RandomGenerator random) {
    for (int i = 0; i < 170; i++) {
      double from = random.nextDouble(0, 0.45);
      double to = Math.min(1, from + random.nextDouble(0.3, 0.6));
      double across = random.nextDouble(0.02, 0.98);
      Contour strand = hair.strand(i % 2 == 0 ? -1 : 1, across, from, to, i * 2.4);
      double width = pose.length(random.nextDouble(0.006, 0.018));
      frontStrands.line(strand.line(pose), width, shade(random), random.nextDouble(0.2, 0.5));
    }
  }

  private void fringe(HairGeometry hair, Pose pose, RandomGenerator random) {
    for (int i = 0; i < 90; i++) {
      int side = i % 2 == 0 ? -1 : 1;
      Contour strand =
          hair.fringeStrand(side, random.nextDouble(0, 0.42), random.nextDouble(0.02, 0.1));
      frontStrands.line(
          strand.line(pose),
          pose.length(random.nextDouble(0.006, 0.018)),
          shade(random),
          random.nextDouble(0.25, 0.55));
    }
  }

  private Rgb shade(RandomGenerator random) {
    double key = random.nextDouble();
    return key < 0.55
        ? colour.times(random.nextDouble(0.5, 0.85))
        : colour.mix(Rgb.hex(0xFFE8C8), random.nextDouble(0.06, 0.26));
  }

  /** Behind face, ears and neck. */
  void paintBack(Canvas canvas) {
    canvas.lay(back, colour.times(0.62), 1);
    backStrands.over(canvas);
  }

  /** In front of the face, with the shadow it casts there. */
  void paintFront(Canvas canvas) {
    canvas.glaze(cast, CAST, 0.6);
    canvas.lay(front, colour.times(0.92), 1);
    canvas.glaze(depth, new Rgb(0.5, 0.46, 0.46), 0.6);
    frontStrands.over(canvas);
    canvas.shine(band, colour.mix(Rgb.hex(0xFFF0DC), 0.55), 0.26);
  }
}
