// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.data.synth.Identity.Head;
import org.ipmnet.data.synth.Identity.Nose;

/**
 * The outlines of one person's face in face units; image and parsing map are drawn from the same.
 */
final class FaceGeometry {
  private final Identity identity;

  FaceGeometry(Identity identity) {
    this.identity = identity;
  }

  Identity identity() {
    return identity;
  }

  Pose pose() {
    return identity.pose();
  }

  EyeGeometry eye(int side) {
    return new EyeGeometry(identity.eyes(), identity.brows(), side);
  }

  MouthGeometry mouth() {
    return new MouthGeometry(identity.mouth());
  }

  HairGeometry hair() {
    return new HairGeometry(identity.head(), identity.hair());
  }

  BeardGeometry beard() {
    return new BeardGeometry(this);
  }

  GlassesGeometry glasses() {
    return new GlassesGeometry(identity);
  }

  /** The face with the forehead up to the crown. */
  Contour face() {
    Head h = identity.head();
    double w = h.width();
    double low = h.chinY();
    Contour right =
        Contour.of(
            0.5 * w,
            -0.85,
            0.86 * w,
            -0.6,
            0.99 * w,
            -0.28,
            0.995 * w,
            0.0,
            (0.5 + 0.5 * h.jaw()) * w,
            0.24,
            h.jaw() * w,
            0.45,
            (0.55 * h.jaw() + 0.45 * h.chin()) * w,
            low - 0.22,
            h.chin() * w,
            low - 0.075,
            0.19 * w,
            low - 0.01);
    return Contour.of(0, -0.92)
        .then(right)
        .then(Contour.of(0, low + 0.005))
        .then(right.reversed().mirrored())
        .smoothLoop();
  }

  Contour ear(int side) {
    Head h = identity.head();
    Spot centre = new Spot(side * (h.width() + 0.025), 0.06);
    return Contour.ellipse(centre, 0.42 * h.ear(), h.ear(), side * 0.18);
  }

  Contour neck() {
    double half = 0.52 * identity.head().width();
    Contour right =
        Contour.of(half * 1.05, 0.3, half, 0.62, half * 1.02, 0.86, half * 1.45, 1.05, 1.3, 1.3);
    return right.then(right.reversed().mirrored());
  }

  /** The shoulders with a round neckline; most of them lies below the picture. */
  Contour clothes() {
    double half = 0.62 * identity.head().width();
    Contour neckline =
        Contour.of(
                -half * 1.25, 0.95, -half * 0.8, 1.03, 0, 1.09, half * 0.8, 1.03, half * 1.25, 0.95)
            .smooth();
    return Contour.of(-1.5, 1.5, -1.4, 1.12, -0.85, 0.99)
        .then(neckline)
        .then(Contour.of(0.85, 0.99, 1.4, 1.12, 1.5, 1.5));
  }

  /** The nose from between the brows to under the nostrils. */
  Contour nose() {
    Nose n = identity.nose();
    Contour right =
        Contour.of(
            n.bridge() * 0.8,
            EyeGeometry.EYE_Y - 0.06,
            n.bridge(),
            n.tipY() - 0.15,
            n.width() * 0.86,
            n.tipY() - 0.035,
            n.width(),
            n.tipY() + 0.035,
            n.width() * 0.8,
            n.tipY() + 0.075,
            0.035,
            n.tipY() + 0.085);
    return right.then(right.reversed().mirrored()).smoothLoop();
  }

  Contour nostril(int side) {
    Nose n = identity.nose();
    return Contour.ellipse(
        new Spot(side * n.width() * 0.5, n.tipY() + 0.062), 0.034, 0.013, side * -0.3);
  }

  /** The fold around the wing of the nose. */
  Contour wing(int side) {
    Nose n = identity.nose();
    double x = side * n.width();
    return Contour.of(
            0.84 * x,
            n.tipY() - 0.035,
            1.0 * x,
            n.tipY() + 0.01,
            1.0 * x,
            n.tipY() + 0.05,
            0.82 * x,
            n.tipY() + 0.072)
        .smooth();
  }
}
