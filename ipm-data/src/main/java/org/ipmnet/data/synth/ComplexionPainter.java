// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.Identity.Skin;

/** The skin's light, grain, freckles and moles, over whatever colour the face wears. */
final class ComplexionPainter implements FeaturePainter {
  private static final Rgb FRECKLE = new Rgb(0.74, 0.58, 0.46);
  private static final Rgb MOLE = new Rgb(0.42, 0.3, 0.25);

  private final Stencil face;
  private final Relief relief;
  private final float[] grain;
  private final double gloss;
  private final Strokes freckles;
  private final Strokes moles;

  ComplexionPainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    Skin skin = identity.skin();
    this.face = Stencil.of(geometry.face().area(geometry.pose()), size);
    this.relief = new Relief(geometry, face);
    this.gloss = skin.gloss();
    this.grain = grain(geometry, size);
    this.freckles = new Strokes(face);
    this.moles = new Strokes(face);
    RandomGenerator random = new RandomStreams(identity.detail()).at("skin", 0, 0);
    double w = identity.head().width();
    for (int i = 0; i < skin.freckles(); i++) {
      double x = 0.42 * w * random.nextGaussian();
      double y = 0.14 + 0.14 * random.nextGaussian();
      dot(freckles, geometry, new Spot(x, y), random.nextDouble(0.006, 0.014), 0.75);
    }
    for (int i = 0; i < skin.moles(); i++) {
      double side = random.nextBoolean() ? 1 : -1;
      double x = side * random.nextDouble(0.3, 0.75) * w;
      double y = random.nextDouble(0.12, 0.6);
      dot(moles, geometry, new Spot(x, y), random.nextDouble(0.01, 0.018), 0.9);
    }
  }

  private static void dot(
      Strokes strokes, FaceGeometry geometry, Spot at, double radius, double opacity) {
    Contour circle = Contour.ellipse(at, radius, radius, 0);
    strokes.fill(circle.area(geometry.pose()), Rgb.BLACK, opacity);
  }

  private float[] grain(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    Grain noise = new Grain(identity.detail());
    Pose.Inverse place = geometry.pose().inverse();
    double fine = 0.032 * identity.skin().grain();
    float[] factor = new float[size * size];
    for (int y = Math.max(0, face.top); y < Math.min(size, face.top + face.height); y++) {
      for (int x = Math.max(0, face.left); x < Math.min(size, face.left + face.width); x++) {
        if (face.at(x, y) > 0) {
          Spot at = place.at((x + 0.5) / size, (y + 0.5) / size);
          double pores = noise.at(at.x(), at.y(), 55) + 0.7 * noise.at(at.x(), at.y(), 27);
          double patches = noise.at(at.x() + 9, at.y(), 6);
          factor[y * size + x] = (float) (1 + fine * pores + 0.018 * patches);
        }
      }
    }
    return factor;
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    float[] rgb = canvas.rgb;
    freckles.glazeOver(canvas, FRECKLE);
    moles.glazeOver(canvas, MOLE);
    canvas.touch(
        face,
        1,
        (i, a) -> {
          float g = grain[i / 3];
          float shade = relief.light[i / 3] - 1;
          float gleam = (float) (0.3 * gloss) * relief.gleam[i / 3] * a;
          // Light that has gone through skin is red, so shadows lose blue first.
          rgb[i] *= 1 + a * (g * (1 + 0.85f * shade) - 1);
          rgb[i + 1] *= 1 + a * (g * (1 + 1.08f * shade) - 1);
          rgb[i + 2] *= 1 + a * (g * (1 + 1.16f * shade) - 1);
          rgb[i] += (1 - rgb[i]) * gleam;
          rgb[i + 1] += (1 - rgb[i + 1]) * gleam;
          rgb[i + 2] += (1 - rgb[i + 2]) * gleam;
        });
  }
}
