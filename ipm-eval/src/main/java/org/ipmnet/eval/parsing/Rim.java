// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

/** The line around one eye that stands out most, if it is one of a pair of glasses. */
final class Rim {
  /** Directions from an eye's middle: 0 is towards the temple, a quarter of them down. */
  private static final int DIRECTIONS = 120;

  /** The first and last direction in which a rim is seen below an eye, where no brow or lid is. */
  private static final int FIRST = 4;

  private static final int LAST = 56;

  /** How far from an eye's middle rims are. */
  private static final int NEAREST = 14;

  private static final int FARTHEST = 44;

  /** By how many units a rim's distance changes from one direction to the next. */
  private static final int STEEP = 2;

  /** Receives places along a line. */
  @FunctionalInterface
  interface Places {
    /** One more; {@code goesOn} if the line is seen from the last one to it. */
    void add(double u, double v, boolean goesOn);
  }

  private final ContrastField field;
  private final double[] eye;
  private final int temple;
  private final ContrastPath below;

  /**
   * Around an eye.
   *
   * @param eye u and v of its middle
   * @param temple 1 if the temple is on the side of larger u, else -1
   */
  Rim(ContrastField field, double[] eye, int temple) {
    this.field = field;
    this.eye = eye;
    this.temple = temple;
    this.below = ContrastPath.through(contrasts(FIRST, LAST), STEEP, -1, -1);
  }

  private float[][] contrasts(int first, int last) {
    float[][] contrasts = new float[last - first + 1][FARTHEST - NEAREST + 1];
    for (int i = first; i <= last; i++) {
      double[] side = side(i);
      for (int j = 0; j < contrasts[0].length; j++) {
        double[] at = place(i, j);
        contrasts[i - first][j] = (float) field.contrast(at[0], at[1], side);
      }
    }
    return contrasts;
  }

  private double[] side(int direction) {
    double angle = 2 * Math.PI * direction / DIRECTIONS;
    return new double[] {temple * Math.cos(angle), Math.sin(angle)};
  }

  private double[] place(int direction, int distance) {
    double[] side = side(direction);
    return new double[] {
      eye[0] + (NEAREST + distance) * side[0], eye[1] + (NEAREST + distance) * side[1]
    };
  }

  /** The share of it below the eye whose contrast is above this. */
  double share(double least) {
    return below.share(least);
  }

  /** Where it reaches the nose. */
  double[] atNose() {
    return place(LAST, below.at(LAST - FIRST));
  }

  /** How wide it is below the eye, in units. */
  double width() {
    double[] widths = new double[below.length()];
    for (int i = 0; i < widths.length; i++) {
      double[] at = place(FIRST + i, below.at(i));
      widths[i] = field.thickness(at[0], at[1], below.contrast(i), side(FIRST + i));
    }
    return Median.of(widths);
  }

  /** Tells its places all around the eye; it is seen where its contrast is above {@code seen}. */
  void trace(double seen, Places places) {
    int last = FIRST + DIRECTIONS;
    ContrastPath above =
        ContrastPath.through(contrasts(LAST, last), STEEP, below.at(LAST - FIRST), below.at(0));
    for (int i = FIRST; i <= last; i++) {
      ContrastPath path = i <= LAST ? below : above;
      int index = i <= LAST ? i - FIRST : i - LAST;
      double[] at = place(i, path.at(index));
      places.add(at[0], at[1], i > FIRST && path.contrast(index) > seen);
    }
  }
}
