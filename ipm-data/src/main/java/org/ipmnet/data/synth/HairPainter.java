// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;

/** The hair behind and in front of the face. */
final class HairPainter {
  private static final Rgb CAST = new Rgb(0.62, 0.48, 0.42);

  private final Rgb colour;
  private final Stencil back;
  private final Stencil[] front = new Stencil[2];
  private final Stencil cast;
  private final Stencil band;
  private final Stencil depth;
  private final Strokes backStrands;
  private final Strokes frontStrands;
  private final Stencil face;

  HairPainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    Pose pose = geometry.pose();
    HairGeometry hair = geometry.hair();
    colour = identity.hair().colour();
    face = Stencil.of(geometry.face().area(pose), size);
    back = Stencil.of(hair.back().area(pose), size);
    for (int k = 0; k < 2; k++) {
      front[k] = Stencil.of(hair.front(2 * k - 1).area(pose), size).blurred(pose.length(0.008));
    }
    java.awt.geom.Path2D both = hair.front(-1).area(pose);
    both.append(hair.front(1).area(pose), false);
    Stencil whole = Stencil.of(both, size);
    java.awt.geom.Path2D lowered =
        new java.awt.geom.Path2D.Double(
            both, java.awt.geom.AffineTransform.getTranslateInstance(0, pose.length(0.025)));
    cast = Stencil.of(lowered, size).blurred(pose.length(0.022)).within(face);
    double lamp = identity.light().x();
    band =
        Stencil.stroke(
                Contour.trace(-1, 1, 24, t -> new Spot(0.62 * t + 0.1 * lamp, -0.84 + 0.28 * t * t))
                    .line(pose),
                pose.length(0.09),
                size)
            .blurred(pose.length(0.035))
            .within(whole);
    depth = whole.faded(pose, new Spot(0.1 * lamp, -0.5), new Spot(-0.5 * lamp, 0.9));
    RandomGenerator random = new RandomStreams(identity.detail()).at("hair", 0, 0);
    backStrands = new Strokes(size);
    strands(backStrands, hair, pose, random, 110, 0.75);
    for (int i = 0; i < 90; i++) {
      Contour strand = hair.backStrand(i % 2 == 0 ? -1 : 1, random.nextDouble(0.3, 1), i);
      double width = pose.length(random.nextDouble(0.008, 0.024));
      backStrands.line(strand.line(pose), width, shade(random).times(0.62), 0.5);
    }
    frontStrands = new Strokes(size);
    strands(frontStrands, hair, pose, random, 170, 1);
    if (identity.hair().style().hasFringe()) {
      fringe(hair, pose, random);
    }
  }

  private void strands(
      Strokes strokes,
      HairGeometry hair,
      Pose pose,
      RandomGenerator random,
      int count,
      double brightness) {
    for (int i = 0; i < count; i++) {
      int side = i % 2 == 0 ? -1 : 1;
      double from = random.nextDouble(0, 0.45);
      double to = from + random.nextDouble(0.3, 0.6);
      Contour strand =
          hair.strand(side, random.nextDouble(0.02, 0.98), from, Math.min(1, to), i * 2.4);
      strokes.line(
          strand.line(pose),
          pose.length(random.nextDouble(0.006, 0.018)),
          shade(random).times(brightness),
          random.nextDouble(0.2, 0.5));
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
    backStrands.over(canvas, back);
  }

  /** In front of the face, with the shadow it casts there. */
  void paintFront(Canvas canvas) {
    canvas.glaze(cast, CAST, 0.6);
    for (Stencil half : front) {
      canvas.lay(half, colour.times(0.92), 1);
    }
    canvas.glaze(depth, new Rgb(0.5, 0.46, 0.46), 0.6);
    for (Stencil half : front) {
      frontStrands.over(canvas, half);
    }
    canvas.shine(band, colour.mix(Rgb.hex(0xFFF0DC), 0.55), 0.26);
  }
}
