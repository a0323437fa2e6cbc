// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.data.synth.Identity.Light;

/**
 * The face as a landscape of heights: half an egg with smooth bumps for nose, cheeks, lips and so
 * on. From its slope and the light follow, per pixel, how bright the skin is and how much it
 * gleams.
 */
final class Relief {
  /** A smooth hill; all in face units. */
  private record Bump(double height, double x, double y, double rx, double ry) {}

  /** Light on each pixel, about 1 where the face is turned to the viewer. */
  final float[] light;

  /** Gleam on each pixel, [0, 1]. */
  final float[] gleam;

  private final Identity identity;
  private final List<Bump> bumps;

  Relief(FaceGeometry geometry, Stencil face) {
    int size = face.size;
    identity = geometry.identity();
    bumps = bumps(identity);
    light = new float[size * size];
    gleam = new float[size * size];
    Lamp lamp = Lamp.of(identity.light());
    Pose.Inverse place = geometry.pose().inverse();
    for (int y = Math.max(0, face.top); y < Math.min(size, face.top + face.height); y++) {
      for (int x = Math.max(0, face.left); x < Math.min(size, face.left + face.width); x++) {
        if (face.at(x, y) > 0) {
          Spot slope = slope(place.at((x + 0.5) / size, (y + 0.5) / size));
          light[y * size + x] = lamp.light(slope);
          gleam[y * size + x] = lamp.gleam(slope);
        }
      }
    }
  }

  /** The gradient of the height at a place of the face. */
  private Spot slope(Spot at) {
    double wide = 1.1 * identity.head().width();
    double high = 1.02;
    double down = at.y() + 0.02;
    double egg = 1 - square(at.x() / wide) - square(down / high);
    double root = Math.sqrt(Math.max(0.06, egg));
    double dx = -0.62 * at.x() / (wide * wide) / root;
    double dy = -0.5 * down / (high * high) / root;
    for (Bump bump : bumps) {
      double u = (at.x() - bump.x) / bump.rx;
      double v = (at.y() - bump.y) / bump.ry;
      double far = u * u + v * v;
      if (far < 8) {
        double height = bump.height * Math.exp(-far);
        dx -= 2 * u / bump.rx * height;
        dy -= 2 * v / bump.ry * height;
      }
    }
    return new Spot(dx, dy);
  }

  /**
   * The lamp's direction l, the direction h half way to the viewer, and the depth of shadows; z is
   * towards the viewer.
   */
  private record Lamp(
      double lx, double ly, double lz, double hx, double hy, double hz, double depth) {

    static Lamp of(Light light) {
      double norm = Math.sqrt(square(light.x()) + square(light.y()) + 1);
      double lx = light.x() / norm;
      double ly = light.y() / norm;
      double lz = 1 / norm;
      double hz = Math.sqrt((1 + lz) / 2);
      return new Lamp(lx, ly, lz, lx / (2 * hz), ly / (2 * hz), hz, 0.35 + 0.4 * light.contrast());
    }

    float light(Spot slope) {
      return (float) (1 + depth * (Math.max(0, facing(slope, lx, ly, lz)) - 0.93));
    }

    /** The 36th power is how tight a highlight is on skin. */
    float gleam(Spot slope) {
      double fourth = square(square(Math.max(0, facing(slope, hx, hy, hz))));
      return (float) (square(square(square(fourth))) * fourth);
    }

    /** The cosine between the surface's normal and a direction. */
    private static double facing(Spot slope, double x, double y, double z) {
      double length = Math.sqrt(square(slope.x()) + square(slope.y()) + 1);
      return (z - slope.x() * x - slope.y() * y) / length;
    }
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
    List<Bump> bumps = new ArrayList<>();
    for (int side : new int[] {-1, 1}) {
      bumps.add(new Bump(0.03, side * eyeX, eyeY - 0.2, 0.19, 0.08));
      bumps.add(new Bump(-0.05, side * (eyeX - 0.1), eyeY - 0.03, 0.09, 0.11));
      bumps.add(new Bump(-0.035, side * eyeX, eyeY + 0.02, 0.2, 0.13));
      bumps.add(new Bump(0.03, side * eyeX, eyeY, 0.14, 0.08));
      bumps.add(new Bump(0.05 * out, side * noseWidth * 0.72, tip + 0.02, 0.045, 0.05));
      bumps.add(new Bump(0.06 + smile, side * 0.57 * w, 0.2, 0.2, 0.17));
      bumps.add(new Bump(-0.02 - 0.3 * smile, side * 0.36 * w, 0.36, 0.07, 0.13));
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
