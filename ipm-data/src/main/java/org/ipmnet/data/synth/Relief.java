// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.ArrayList;
import java.util.List;

/**
 * The face as a landscape of heights: half an egg with smooth bumps for nose, cheeks, lips and so
 * on. From its slope and the lamps follow, per pixel, how bright the skin is and how much it
 * gleams.
 */
final class Relief {
  /** Where the first lamp's light is kept back, so much of it comes from the room all the same. */
  private static final double IN_SHADOW = 0.4;

  /** A smooth hill; all in face units. */
  private record Bump(double height, double x, double y, double rx, double ry) {}

  /** The first lamp's light on each pixel, about 1 where the face is turned to the viewer. */
  final float[] light;

  /** The second lamp's light on each pixel, [0, 1]. */
  final float[] side;

  /** Gleam on each pixel, about [0, 1]. */
  final float[] gleam;

  private final Identity identity;
  private final List<Bump> bumps;

  Relief(FaceGeometry geometry, Stencil face) {
    int size = face.size;
    identity = geometry.identity();
    bumps = bumps(identity);
    light = new float[size * size];
    side = new float[size * size];
    gleam = new float[size * size];
    float[] heights = new float[size * size];
    Light lights = identity.light();
    Pose pose = geometry.pose();
    Lamp key = Lamp.at(lights.x(), lights.y()).from(pose);
    Lamp second = Lamp.at(lights.side().x(), lights.side().y()).from(pose);
    double secondGleam = lights.side().strength();
    Pose.Inverse place = pose.inverse();
    forEach(
        face,
        (x, y) -> {
          int i = y * size + x;
          Spot at = place.at((x + 0.5) / size, (y + 0.5) / size);
          Slope slope = slope(at);
          heights[i] = (float) slope.height;
          light[i] = (float) key.diffuse(slope.down);
          side[i] = (float) second.diffuse(slope.down);
          gleam[i] = (float) (key.gleam(slope.down) + secondGleam * second.gleam(slope.down));
        });
    double depth = 0.35 + 0.4 * lights.contrast();
    CastShadow cast = new CastShadow(heights, size, pose, key, lights.hardness());
    forEach(
        face,
        (x, y) -> {
          int i = y * size + x;
          double shade = (1 - IN_SHADOW) * cast.at(x, y);
          light[i] = (float) (1 + depth * (light[i] * (1 - shade) - 0.93));
          gleam[i] *= (float) (1 - shade);
        });
  }

  private interface Visit {
    void at(int x, int y);
  }

  private static void forEach(Stencil face, Visit visit) {
    int size = face.size;
    for (int y = Math.max(0, face.top); y < Math.min(size, face.top + face.height); y++) {
      for (int x = Math.max(0, face.left); x < Math.min(size, face.left + face.width); x++) {
        if (face.at(x, y) > 0) {
          visit.at(x, y);
        }
      }
    }
  }

  /** The height at a place of the face and its gradient, down the hill. */
  private record Slope(double height, Spot down) {}

  private Slope slope(Spot at) {
    double wide = 1.1 * identity.head().width();
    double high = 1.02;
    double down = at.y() + 0.02;
    double egg = 1 - square(at.x() / wide) - square(down / high);
    double root = Math.sqrt(Math.max(0.06, egg));
    double dx = -0.62 * at.x() / (wide * wide) / root;
    double dy = -0.5 * down / (high * high) / root;
    double height = 0.56 * root;
    for (Bump bump : bumps) {
      double u = (at.x() - bump.x) / bump.rx;
      double v = (at.y() - bump.y) / bump.ry;
      double far = u * u + v * v;
      if (far < 8) {
        double rise = bump.height * Math.exp(-far);
        height += rise;
        dx -= 2 * u / bump.rx * rise;
        dy -= 2 * v / bump.ry * rise;
      }
    }
    return new Slope(height, new Spot(dx, dy));
  }

  private static List<Bump> bumps(Identity identity) {
    double w = identity.head().width();
    double eyeX = identity.eyes().spacing();
    double eyeY = EyeGeometry.EYE_Y;
    double tip = identity.nose().tipY();
    double noseWidth = identity.nose().width();
    double out = identity.nose().relief();
    double mouth = identity.mouth().y();
    double mouthWidth = identity.mouth().width();
    double gap = identity.mouth().gap();
    double chin = identity.head().chinY();
    double smile = Math.max(0, identity.mouth().smile());
    double wear = identity.wear();
    List<Bump> bumps = new ArrayList<>();
    for (int side : new int[] {-1, 1}) {
      bumps.add(new Bump(0.03, side * eyeX, eyeY - 0.2, 0.19, 0.08));
      bumps.add(new Bump(-0.05, side * (eyeX - 0.1), eyeY - 0.03, 0.09, 0.11));
      bumps.add(new Bump(-0.035, side * eyeX, eyeY + 0.02, 0.2, 0.13));
      bumps.add(new Bump(0.03, side * eyeX, eyeY, 0.14, 0.08));
      bumps.add(new Bump(0.05 * out, side * noseWidth * 0.72, tip + 0.02, 0.045, 0.05));
      bumps.add(new Bump(0.06 + smile, side * 0.57 * w, 0.2, 0.2, 0.17));
      bumps.add(new Bump(-0.02 - 0.3 * smile - 0.02 * wear, side * 0.36 * w, 0.36, 0.07, 0.13));
      bumps.add(new Bump(0.03 * wear, side * 0.52 * w, 0.55, 0.1, 0.14));
      bumps.add(new Bump(-0.02, side * (mouthWidth + 0.03), mouth, 0.05, 0.06));
      bumps.add(new Bump(-0.03, side * 0.9 * w, -0.3, 0.12, 0.2));
    }
    bumps.add(new Bump(0.05 * out, 0, (eyeY + tip) / 2, 0.062, 0.24));
    bumps.add(new Bump(0.085 * out, 0, tip - 0.01, 0.085, 0.075));
    bumps.add(new Bump(-0.018, 0, tip + 0.15, 0.03, 0.05));
    bumps.add(new Bump(0.026, 0, mouth - 0.025 - 0.5 * gap, 0.8 * mouthWidth, 0.03));
    bumps.add(new Bump(0.036, 0, mouth + 0.045 + 0.5 * gap, 0.6 * mouthWidth, 0.04));
    bumps.add(new Bump(-0.035, 0, mouth + 0.125 + 0.6 * gap, 0.15, 0.04));
    bumps.add(new Bump(0.05, 0, chin - 0.1, 0.13, 0.08));
    bumps.add(new Bump(0.03, 0, -0.48, 0.4, 0.2));
    return bumps;
  }

  private static double square(double value) {
    return value * value;
  }
}
