// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;

/**
 * Places beside the eyes, whose outer corners are 100 units apart: u to the person's left, v down,
 * from the middle between the corners.
 */
final class EyeCoordinates {
  private static final int RIGHT_CORNER = 33;
  private static final int LEFT_CORNER = 263;
  private static final double UNITS = 100;

  private final FaceLandmarks face;
  private final AffineMap toPicture;
  private final double originX;
  private final double originY;
  private final double unitX;
  private final double unitY;

  /**
   * Those of a face.
   *
   * @param toPicture from pixels in which its points are to those of the picture
   */
  EyeCoordinates(FaceLandmarks face, AffineMap toPicture) {
    this.face = face;
    this.toPicture = toPicture;
    double[] right = pixel(RIGHT_CORNER);
    double[] left = pixel(LEFT_CORNER);
    this.unitX = (left[0] - right[0]) / UNITS;
    this.unitY = (left[1] - right[1]) / UNITS;
    this.originX = (right[0] + left[0]) / 2;
    this.originY = (right[1] + left[1]) / 2;
  }

  private double[] pixel(int point) {
    double x = face.x(point);
    double y = face.y(point);
    return new double[] {toPicture.x(x, y), toPicture.y(x, y)};
  }

  /** A landmark's u and v. */
  double[] of(int point) {
    double[] pixel = pixel(point);
    double x = pixel[0] - originX;
    double y = pixel[1] - originY;
    double square = unitX * unitX + unitY * unitY;
    return new double[] {(x * unitX + y * unitY) / square, (y * unitX - x * unitY) / square};
  }

  /** The middle of a contour. */
  double[] middle(FaceContour contour) {
    double[] middle = new double[2];
    for (int point : contour.points()) {
      double[] place = of(point);
      middle[0] += place[0] / contour.points().length;
      middle[1] += place[1] / contour.points().length;
    }
    return middle;
  }

  /** In pixels of the picture. */
  double x(double u, double v) {
    return originX + u * unitX - v * unitY;
  }

  /** In pixels of the picture. */
  double y(double u, double v) {
    return originY + u * unitY + v * unitX;
  }

  /** How many pixels a unit has. */
  double scale() {
    return Math.hypot(unitX, unitY);
  }
}
