// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;

/** The line through both eyes of a map; maps mix left and right up, so only places count. */
final class EyeLine {
  /** Eyes closer than this share of the square are one eye. */
  private static final double LEAST_DISTANCE = 0.12;

  private EyeLine() {}

  /** By which angle its right end is below its left one, radians; 0 unless two eyes are seen. */
  static double angle(GrayImage map, LabelScheme labels) {
    double middle = mean(map, labels, 0, map.width())[0];
    if (Double.isNaN(middle)) {
      return 0;
    }
    double[] left = mean(map, labels, 0, middle);
    double[] right = mean(map, labels, middle, map.width());
    boolean two = right[0] - left[0] >= LEAST_DISTANCE * map.width(); // false for NaN
    return two ? Math.atan2(right[1] - left[1], right[0] - left[0]) : 0;
  }

  /** Mean column and row of the eye pixels between two columns; NaN without any. */
  private static double[] mean(GrayImage map, LabelScheme labels, double from, double to) {
    double x = 0;
    double y = 0;
    int count = 0;
    for (int i = 0; i < map.values().length; i++) {
      double column = i % map.width() + 0.5;
      if (column >= from
          && column < to
          && labels.parts().get(map.values()[i] & 0xFF) == FacePart.EYE) {
        x += column;
        y += i / map.width() + 0.5;
        count++;
      }
    }
    return new double[] {x / count, y / count};
  }
}
