// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;

/** A line through points in face units; a {@link Pose} carries it into the picture. */
record Contour(List<Spot> spots) {
  private static final int STEPS = 6;

  /** A contour through points given as x, y, x, y... */
  static Contour of(double... xy) {
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      spots.add(new Spot(xy[i], xy[i + 1]));
    }
    return new Contour(spots);
  }

  /**
   * Samples a curve at {@code count + 1} even steps of its parameter from {@code from} to {@code
   * to}.
   */
  static Contour trace(double from, double to, int count, DoubleFunction<Spot> curve) {
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      spots.add(curve.apply(from + (to - from) * i / count));
    }
    return new Contour(spots);
  }

  /** An ellipse turned by {@code angle} radians, clockwise as seen. */
  static Contour ellipse(Spot centre, double rx, double ry, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return trace(
        0,
        2 * Math.PI,
        40,
        a -> {
          double x = rx * Math.cos(a);
          double y = ry * Math.sin(a);
          return centre.plus(x * cos - y * sin, x * sin + y * cos);
        });
  }

  /** The Catmull-Rom curve through the points. */
  Contour smooth() {
    return spline(false);
  }

  /** The closed Catmull-Rom curve through the points. */
  Contour smoothLoop() {
    return spline(true);
  }

  private Contour spline(boolean loop) {
    int n = spots.size();
    List<Spot> out = new ArrayList<>();
    for (int i = 0; i < (loop ? n : n - 1); i++) {
      Spot p0 = spots.get(loop ? (i + n - 1) % n : Math.max(0, i - 1));
      Spot p1 = spots.get(i);
      Spot p2 = spots.get((i + 1) % n);
      Spot p3 = spots.get(loop ? (i + 2) % n : Math.min(n - 1, i + 2));
      for (int k = 0; k < STEPS; k++) {
        double t = (double) k / STEPS;
        out.add(
            new Spot(
                catmullRom(p0.x(), p1.x(), p2.x(), p3.x(), t),
                catmullRom(p0.y(), p1.y(), p2.y(), p3.y(), t)));
      }
    }
    if (!loop) {
      out.add(spots.get(n - 1));
    }
    return new Contour(out);
  }

  private static double catmullRom(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  /** The same line, walked from its end. */
  Contour reversed() {
    List<Spot> back = new ArrayList<>(spots);
    Collections.reverse(back);
    return new Contour(back);
  }

  /** The line mirrored at the face's axis. */
  Contour mirrored() {
    return new Contour(spots.stream().map(s -> new Spot(-s.x(), s.y())).toList());
  }

  /** This line and then the other, as one. */
  Contour then(Contour other) {
    List<Spot> both = new ArrayList<>(spots);
    both.addAll(other.spots);
    return new Contour(both);
  }

  /** The line moved by (dx, dy). */
  Contour shifted(double dx, double dy) {
    return new Contour(spots.stream().map(s -> s.plus(dx, dy)).toList());
  }

  /** The point a share {@code t} in [0, 1] along the list of points. */
  Spot at(double t) {
    double position = Math.min(1, Math.max(0, t)) * (spots.size() - 1);
    int i = Math.min(spots.size() - 2, (int) position);
    return spots.get(i).mix(spots.get(i + 1), position - i);
  }

  /** The closed area in picture units, 0 to 1. */
  Path2D area(Pose pose) {
    Path2D path = line(pose);
    path.closePath();
    return path;
  }

  /** The open line in picture units, 0 to 1. */
  Path2D line(Pose pose) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, spots.size() + 1);
    for (Spot spot : spots) {
      double x = pose.pictureX(spot);
      double y = pose.pictureY(spot);
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    return path;
  }
}
