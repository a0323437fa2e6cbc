// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.face;

/**
 * The points of a hand: the wrist, then four of each finger from the palm to its tip, the thumb
 * first.
 *
 * @param presence how sure it is that there is a hand, in (0, 1)
 * @param points x and y of each in pixels of the photo, from its upper left corner
 */
public record HandLandmarks(double presence, float... points) {
  /** How many points there are. */
  public static final int POINTS = 21;

  /** How many each finger has. */
  public static final int OF_FINGER = 4;

  private static final int[] PALM = {0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18};

  /** Sides of {@link #square} in those of the box around the palm, as MediaPipe has it. */
  private static final double MARGIN = 2;

  /** How far its middle lies from the palm's towards the fingers, likewise. */
  private static final double HIGHER = 0.1;

  /** Checks the number of points. */
  public HandLandmarks {
    if (points.length != 2 * POINTS) {
      throw new IllegalArgumentException(points.length + " numbers for " + POINTS + " points");
    }
  }

  /** Column of a point. */
  public double x(int point) {
    return points[2 * point];
  }

  /** Row of a point. */
  public double y(int point) {
    return points[2 * point + 1];
  }

  /** A square around the hand that has its fingers up. */
  public FaceSquare square() {
    double acrossX = (x(6) + x(14)) / 2;
    double acrossY = (y(6) + y(14)) / 2;
    double upX = (acrossX + x(10)) / 2 - x(0);
    double upY = (acrossY + y(10)) / 2 - y(0);
    TurnedBox box = TurnedBox.around(this::x, this::y, Math.atan2(upX, -upY), PALM);
    double higher = HIGHER * box.height();
    double side = MARGIN * Math.max(box.width(), box.height());
    return box.square(box.centerU(), box.centerV() - higher, side);
  }
}
