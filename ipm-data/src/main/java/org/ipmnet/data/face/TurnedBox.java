// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import java.util.function.IntToDoubleFunction;

/**
 * A box around points of a face with sides that are turned: u and v count along them, from the
 * photo's upper left corner.
 *
 * @param angle by which u points below the photo's right, radians
 * @param left least u
 * @param right largest u
 * @param top least v
 * @param bottom largest v
 */
public record TurnedBox(double angle, double left, double right, double top, double bottom) {

  /** Around these points of a face. */
  public static TurnedBox around(FaceLandmarks face, double angle, int... points) {
    return around(face::x, face::y, angle, points);
  }

  /** Around points of these coordinates. */
  static TurnedBox around(
      IntToDoubleFunction x, IntToDoubleFunction y, double angle, int... points) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int point : points) {
      double u = cos * x.applyAsDouble(point) + sin * y.applyAsDouble(point);
      double v = cos * y.applyAsDouble(point) - sin * x.applyAsDouble(point);
      left = Math.min(left, u);
      right = Math.max(right, u);
      top = Math.min(top, v);
      bottom = Math.max(bottom, v);
    }
    return new TurnedBox(angle, left, right, top, bottom);
  }

  /** Along u. */
  public double width() {
    return right - left;
  }

  /** Along v. */
  public double height() {
    return bottom - top;
  }

  /** The middle's u. */
  public double centerU() {
    return (left + right) / 2;
  }

  /** The middle's v. */
  public double centerV() {
    return (top + bottom) / 2;
  }

  /** A square of the photo, turned alike, with its middle at (u, v). */
  public FaceSquare square(double u, double v, double side) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new FaceSquare(cos * u - sin * v, sin * u + cos * v, side, angle);
  }
}
