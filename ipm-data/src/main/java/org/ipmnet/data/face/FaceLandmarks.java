// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

import java.awt.geom.Path2D;
import java.util.stream.IntStream;
import org.ipmnet.data.image.AffineMap;

/**
 * The points of a face: MediaPipe's mesh of 468, then five of each iris, its centre first, those of
 * the person's right eye before the left one's.
 *
 * @param presence how sure it is that there is a face, in (0, 1)
 * @param points x, y and z of each in pixels of the photo, x and y from its upper left corner; z
 *     grows away from the camera and is 0 near the middle of the head
 */
public record FaceLandmarks(double presence, float... points) {
  /** How many points there are. */
  public static final int POINTS = 478;

  private static final int RIGHT_EYE_OUTER = 33;
  private static final int LEFT_EYE_OUTER = 263;

  /** Sides of {@link #square} in those of the box around all points. */
  private static final double MARGIN = 1.5;

  /** Checks the number of points. */
  public FaceLandmarks {
    if (points.length != 3 * POINTS) {
      throw new IllegalArgumentException(points.length + " numbers for " + POINTS + " points");
    }
  }

  /** Column of a point. */
  public double x(int point) {
    return points[3 * point];
  }

  /** Row of a point. */
  public double y(int point) {
    return points[3 * point + 1];
  }

  /** Depth of a point. */
  public double z(int point) {
    return points[3 * point + 2];
  }

  /**
   * The closed line through some points.
   *
   * @param map from pixels of the points to where it is wanted
   * @param through their numbers, in order
   */
  public Path2D outline(AffineMap map, int... through) {
    Path2D line = new Path2D.Double();
    for (int point : through) {
      double x = map.x(x(point), y(point));
      double y = map.y(x(point), y(point));
      if (line.getCurrentPoint() == null) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    line.closePath();
    return line;
  }

  /** By which angle the line from the right eye to the left one points below the photo's right. */
  public double roll() {
    return Math.atan2(
        y(LEFT_EYE_OUTER) - y(RIGHT_EYE_OUTER), x(LEFT_EYE_OUTER) - x(RIGHT_EYE_OUTER));
  }

  /** Between the outer corners of the eyes. */
  public double eyeDistance() {
    return Math.hypot(
        y(LEFT_EYE_OUTER) - y(RIGHT_EYE_OUTER), x(LEFT_EYE_OUTER) - x(RIGHT_EYE_OUTER));
  }

  /** A square around the face that has its eyes level, half as large again as its points. */
  public FaceSquare square() {
    TurnedBox box = TurnedBox.around(this, roll(), IntStream.range(0, POINTS).toArray());
    double side = MARGIN * Math.max(box.width(), box.height());
    return box.square(box.centerU(), box.centerV(), side);
  }
}
