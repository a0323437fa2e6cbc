// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.List;
import org.ipmnet.data.synth.Identity.Brows;
import org.ipmnet.data.synth.Identity.Eyes;

/**
 * One eye with its brow, in face units.
 *
 * @param side -1 for the eye on the left of the picture, 1 for the right
 */
record EyeGeometry(Eyes eyes, Brows brows, int side) {
  static final double EYE_Y = -0.07;
  private static final int POINTS = 20;

  Spot centre() {
    return new Spot(side * eyes.spacing(), EYE_Y);
  }

  /** A point on the upper lid's edge; t runs from the inner (-1) to the outer corner (1). */
  Spot upper(double t) {
    double skewed = t + 0.12 * (1 - t * t);
    return lid(t, -0.66 * eyes.openness() * Math.pow(Math.max(0, 1 - skewed * skewed), 0.75));
  }

  /** A point on the lower lid's edge. */
  Spot lower(double t) {
    return lid(t, 0.36 * eyes.openness() * Math.pow(Math.max(0, 1 - t * t), 0.9));
  }

  private Spot lid(double t, double dy) {
    double x = side * (eyes.spacing() + eyes.width() * t);
    return new Spot(x, EYE_Y - eyes.tilt() * t + dy);
  }

  /** The visible eyeball. */
  Contour opening() {
    return Contour.trace(-1, 1, POINTS, this::upper)
        .then(Contour.trace(1, -1, POINTS, this::lower));
  }

  Contour upperLid() {
    return Contour.trace(-1, 1, POINTS, this::upper);
  }

  Contour lowerLid() {
    return Contour.trace(-0.9, 1, POINTS, this::lower);
  }

  /** The fold of the upper lid. */
  Contour crease() {
    return Contour.trace(
        -0.92,
        1.12,
        POINTS,
        t -> {
          double u = Math.min(1, Math.max(-1, t));
          return lid(t, upper(u).y() - lid(u, 0).y() - eyes.crease() * (1.05 - 0.35 * t * t));
        });
  }

  /** The eye liner: a thin leaf on the upper lashes with a wing. */
  Contour liner() {
    Contour edge = Contour.trace(-0.85, 1, POINTS, this::upper);
    Spot tip = upper(1).plus(side * 0.055, -0.035);
    Contour top =
        Contour.trace(1, -0.85, POINTS, t -> upper(t).plus(side * 0.008 * t, -0.011 - 0.011 * t));
    return edge.then(new Contour(List.of(tip))).then(top);
  }

  Spot iris() {
    return new Spot(side * eyes.spacing() + eyes.gaze() * 0.03, EYE_Y - 0.18 * eyes.openness());
  }

  double irisRadius() {
    return 0.52 * eyes.width();
  }

  /**
   * The area eye shadow may cover: from the brow down to the lower lashes.
   *
   * @param extent 1 for all of it; less stays nearer to the lashes
   */
  Contour shadowArea(double extent) {
    Contour top =
        Contour.trace(
            -1.1,
            1.4,
            POINTS,
            t -> {
              double u = Math.min(1, Math.max(-1, t));
              Spot lash = lid(t, upper(u).y() - lid(u, 0).y() - 0.01);
              double room = lash.y() - brow((t + 1.1) / 2.5).y() - brows.thickness() * 0.5;
              double shape = Math.pow(Math.max(0, 1 - Math.pow((t - 0.15) / 1.28, 2)), 0.6);
              return lash.plus(0, -room * extent * shape);
            });
    Contour bottom =
        Contour.trace(
            1.4,
            -1.1,
            POINTS,
            t -> {
              double u = Math.min(1, Math.max(-1, t));
              double shape = Math.sqrt(Math.max(0, 1 - Math.pow((t - 0.15) / 1.28, 2)));
              return lid(t, lower(u).y() - lid(u, 0).y() + 0.035 * shape);
            });
    return top.then(bottom);
  }

  /** A point on the brow's middle line; t runs from the inner (0) to the outer end (1). */
  Spot brow(double t) {
    double x = side * (eyes.spacing() - 1.12 * eyes.width() + 2.45 * eyes.width() * t);
    double peak = 1 - Math.pow((t - 0.62) / 0.62, 2);
    double y = EYE_Y - brows.lift() - brows.arch() * peak - brows.slant() * (t - 0.3);
    return new Spot(x, y);
  }

  /** Half the brow's thickness at t. */
  double browHalf(double t) {
    double grow = Math.min(1, 0.55 + 2.2 * t);
    double taper = Math.pow(Math.max(0, 1 - t), 0.55);
    return 0.62 * brows.thickness() * grow * Math.min(1, taper * 1.5);
  }

  Contour browArea() {
    return Contour.trace(0, 1, POINTS, t -> brow(t).plus(0, -browHalf(t)))
        .then(Contour.trace(1, 0, POINTS, t -> brow(t).plus(0, browHalf(t))));
  }
}
