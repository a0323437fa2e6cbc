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

  Relief(FaceGeometry geometry, Stencil face) {
    int size = face.size;
    light = new float[size * size];
    gleam = new float[size * size];
    Identity identity = geometry.identity();
    List<Bump> bumps = bumps(identity);
    Light lamp = identity.light();
    double norm = Math.sqrt(lamp.x() * lamp.x() + lamp.y() * lamp.y() + 1);
    double lx = lamp.x() / norm;
    double ly = lamp.y() / norm;
    double lz = 1 / norm;
    double hz = Math.sqrt((1 + lz) / 2); // half way between the lamp and the viewer
    double hx = lx / (2 * hz);
    double hy = ly / (2 * hz);
    double wide = 1.1 * identity.head().width();
    for (int y = Math.max(0, face.top); y < Math.min(size, face.top + face.height); y++) {
      for (int x = Math.max(0, face.left); x < Math.min(size, face.left + face.width); x++) {
        if (face.at(x, y) == 0) {
          continue;
        }
        Spot at = geometry.pose().face((x + 0.5) / size, (y + 0.5) / size);
        double egg = 1 - square(at.x() / wide) - square((at.y() + 0.02) / 1.02);
        double root = Math.sqrt(Math.max(0.06, egg));
        double dx = -0.62 * at.x() / (wide * wide) / root;
        double dy = -0.5 * (at.y() + 0.02) / (1.02 * 1.02) / root;
        for (Bump bump : bumps) {
          double u = (at.x() - bump.x) / bump.rx;
          double v = (at.y() - bump.y) / bump.ry;
          double far = u * u + v * v;
          if (far < 9) {
            double height = bump.height * Math.exp(-far);
            dx -= 2 * u / bump.rx * height;
            dy -= 2 * v / bump.ry * height;
          }
        }
        double length = Math.sqrt(dx * dx + dy * dy + 1);
        double lambert = Math.max(0, (-dx * lx - dy * ly + lz) / length);
        double half = Math.max(0, (-dx * hx - dy * hy + hz) / length);
        int i = y * size + x;
        light[i] = (float) (1 + (0.35 + 0.4 * lamp.contrast()) * (lambert - 0.93));
        gleam[i] = (float) Math.pow(half, 36);
      }
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
