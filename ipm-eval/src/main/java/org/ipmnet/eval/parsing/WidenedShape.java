// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;

/** Shapes and what is near them. */
final class WidenedShape {
  private WidenedShape() {}

  /** A shape with all that is nearer to it than this. */
  static Area of(Shape shape, double reach) {
    Area wide = new Area(shape);
    wide.add(
        new Area(
            new BasicStroke((float) (2 * reach), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(shape)));
    return wide;
  }

  /** All that is nearer to a point than this. */
  static Area disc(double x, double y, double reach) {
    return new Area(new Ellipse2D.Double(x - reach, y - reach, 2 * reach, 2 * reach));
  }
}
