// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.Identity.Skin;

/** The skin's light and grain, and all its spots, over whatever colour the face wears. */
final class ComplexionPainter implements FeaturePainter {
  /** How much of the second lamp's light the camera allows for. */
  private static final float EXPOSED = 0.35f;

  private static final Rgb FRECKLE = new Rgb(0.74, 0.58, 0.46);
  private static final Rgb MOLE = new Rgb(0.42, 0.3, 0.25);
  private static final Rgb BLEMISH = new Rgb(0.93, 0.62, 0.58);
  private static final Rgb AGE_SPOT = new Rgb(0.78, 0.64, 0.52);

  private final Stencil face;
  private final Relief relief;
  private final float[] grain;
  private final double gloss;
  private final Rgb side;
  private final Strokes spots;

  ComplexionPainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    Skin skin = identity.skin();
    this.face = Stencil.of(geometry.face().area(geometry.pose()), size);
    this.relief = new Relief(geometry, face);
    this.gloss = skin.gloss();
    this.side = identity.light().side().colour();
    this.grain = grain(geometry, size);
    this.spots = new Strokes(face);
    RandomGenerator random = new RandomStreams(identity.detail()).at("skin", 0, 0);
    double w = identity.head().width();
    for (int i = 0; i < skin.freckles(); i++) {
      double x = 0.42 * w * random.nextGaussian();
      double y = 0.14 + 0.14 * random.nextGaussian();
      dot(geometry, new Spot(x, y), random.nextDouble(0.006, 0.014), FRECKLE, 0.75);
    }
    for (int i = 0; i < skin.moles(); i++) {
      double side = random.nextBoolean() ? 1 : -1;
      double x = side * random.nextDouble(0.3, 0.75) * w;
      double y = random.nextDouble(0.12, 0.6);
      dot(geometry, new Spot(x, y), random.nextDouble(0.01, 0.018), MOLE, 0.9);
    }
    for (int i = 0; i < skin.blemishes(); i++) {
      Spot at = anywhere(w, random);
      double radius = random.nextDouble(0.008, 0.018);
      dot(geometry, at, 1.8 * radius, BLEMISH, 0.35);
      dot(geometry, at, radius, BLEMISH, 0.6);
    }
    for (int i = 0; i < skin.ageSpots(); i++) {
      Spot at = anywhere(w, random);
      dot(geometry, at, random.nextDouble(0.012, 0.032), AGE_SPOT, random.nextDouble(0.3, 0.8));
    }
  }

  private void dot(FaceGeometry geometry, Spot at, double radius, Rgb factor, double opacity) {
    Contour circle = Contour.ellipse(at, radius, radius, 0);
    spots.fill(circle.area(geometry.pose()), factor, opacity);
  }

  /** A place on forehead, cheeks or chin. */
  private static Spot anywhere(double w, RandomGenerator random) {
    return new Spot(random.nextDouble(-0.8, 0.8) * w, random.nextDouble(-0.55, 0.72));
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
    spots.glazeOver(canvas);
    float red = (float) side.red();
    float green = (float) side.green();
    float blue = (float) side.blue();
    canvas.touch(
        face,
        1,
        (i, a) -> {
          float g = grain[i / 3];
          float shade = relief.light[i / 3] - 1;
          float from = relief.side[i / 3] - EXPOSED;
          // Shine breaks at pores.
          float gleam = (float) (0.36 * gloss) * relief.gleam[i / 3] * a * (5 * g - 4);
          gleam = Math.min(1, Math.max(0, gleam));
          // Light that has gone through skin is red, so shadows lose blue first.
          rgb[i] *= 1 + a * (g * (1 + 0.85f * shade + red * from) - 1);
          rgb[i + 1] *= 1 + a * (g * (1 + 1.08f * shade + green * from) - 1);
          rgb[i + 2] *= 1 + a * (g * (1 + 1.16f * shade + blue * from) - 1);
          rgb[i] += (1 - rgb[i]) * gleam;
          rgb[i + 1] += (1 - rgb[i + 1]) * gleam;
          rgb[i + 2] += (1 - rgb[i + 2]) * gleam;
        });
  }
}
