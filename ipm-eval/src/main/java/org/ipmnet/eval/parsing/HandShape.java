// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import org.ipmnet.data.face.HandLandmarks;
import org.ipmnet.data.image.AffineMap;

/** What a hand covers: its points are joints, fingers are thick. */
final class HandShape {
  private static final int WRIST = 0;
  private static final int MIDDLE = 9;
  private static final int INDEX = 5;
  private static final int LITTLE = 17;

  /** The palm's outline: wrist, thumb, where the fingers begin. */
  private static final int[] PALM = {0, 1, 2, 5, 9, 13, 17};

  /** A palm's breadth, from the index to the little finger, in its length. */
  private static final double BREADTH = 0.7;

  /** Half of a finger's thickness in breadths of the palm, and of the thumb's. */
  private static final double FINGER = 0.19;

  private static final double THUMB = 0.23;

  /** How far the palm reaches beyond its joints, likewise. */
  private static final double EDGE = 0.2;

  private HandShape() {}

  /**
   * The shape.
   *
   * @param map from pixels of the photo to where it is wanted
   */
  static Shape of(HandLandmarks hand, AffineMap map) {
    double breadth =
        Math.max(distance(hand, map, INDEX, LITTLE), BREADTH * distance(hand, map, WRIST, MIDDLE));
    Path2D palm = line(hand, map, PALM);
    palm.closePath();
    Area shape = WidenedShape.of(palm, EDGE * breadth);
    for (int first = 1; first < HandLandmarks.POINTS; first += HandLandmarks.OF_FINGER) {
      Path2D finger = line(hand, map, first, first + 1, first + 2, first + 3);
      double thickness = 2 * breadth * (first == 1 ? THUMB : FINGER);
      shape.add(
          new Area(
              new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                  .createStrokedShape(finger)));
    }
    return shape;
  }

  private static Path2D line(HandLandmarks hand, AffineMap map, int... points) {
    Path2D line = new Path2D.Double();
    for (int point : points) {
      double x = map.x(hand.x(point), hand.y(point));
      double y = map.y(hand.x(point), hand.y(point));
      if (line.getCurrentPoint() == null) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    return line;
  }

  private static double distance(HandLandmarks hand, AffineMap map, int from, int to) {
    return Math.hypot(
        map.x(hand.x(from), hand.y(from)) - map.x(hand.x(to), hand.y(to)),
        map.y(hand.x(from), hand.y(from)) - map.y(hand.x(to), hand.y(to)));
  }
}
