// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

import java.util.Arrays;

/**
 * A grid of knots over a part of a picture, bent as a face is: each pixel that belongs to it lies
 * between four knots, and takes its share of each, linearly. Immutable once it is laid.
 */
public final class KnotGrid {
  private static final int AROUND = 4;
  private static final int CHANNELS = 3;

  /** A picture's colours. */
  @FunctionalInterface
  public interface Colours {
    /** The value of a channel (red 0, green 1, blue 2) at a pixel, in any units. */
    double at(int channel, int x, int y);
  }

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final float[] column; // of each pixel of the part, NaN of one that does not belong to it
  private final float[] row;

  /** An empty grid of so many knots over a part of a picture, which may have no pixel. */
  KnotGrid(int left, int top, int width, int height, int columns, int rows) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.columns = columns;
    this.rows = rows;
    column = new float[width * height];
    row = new float[width * height];
    Arrays.fill(column, Float.NaN);
  }

  /** Lays a pixel between knots: column 1.5 is half way from the second to the third. */
  void lay(int x, int y, double atColumn, double atRow) {
    int pixel = (y - top) * width + x - left;
    column[pixel] = (float) atColumn;
    row[pixel] = (float) atRow;
  }

  /** Where a place lies between knots at these places, in ascending order; beyond them likewise. */
  static double position(double[] knots, double at) {
    int before = 0;
    while (before < knots.length - 2 && at >= knots[before + 1]) {
      before++;
    }
    return before + (at - knots[before]) / (knots[before + 1] - knots[before]);
  }

  /** The first column of the part. */
  public int left() {
    return left;
  }

  /** Its first row. */
  public int top() {
    return top;
  }

  /** Its columns; 0 if no pixel belongs to the grid. */
  public int width() {
    return width;
  }

  /** Its rows. */
  public int height() {
    return height;
  }

  /** How many knots there are, row by row. */
  public int knots() {
    return columns * rows;
  }

  /**
   * The mean colour at each knot.
   *
   * @param least of fewer pixels no colour is told
   * @return for each knot its red, green and blue, null where too little is seen
   */
  public double[][] means(double least, Colours colours) {
    double[][] means = new double[knots()][CHANNELS];
    double[] counts = new double[knots()];
    for (int y = 0, pixel = 0; y < height; y++) {
      for (int x = 0; x < width; x++, pixel++) {
        for (int corner = 0; corner < AROUND && belongs(pixel); corner++) {
          int knot = knot(pixel, corner);
          double share = knot < 0 ? 0 : share(pixel, corner);
          for (int c = 0; share > 0 && c < CHANNELS; c++) {
            means[knot][c] += share * colours.at(c, left + x, top + y);
          }
          if (share > 0) {
            counts[knot] += share;
          }
        }
      }
    }
    for (int knot = 0; knot < means.length; knot++) {
      for (int c = 0; c < CHANNELS; c++) {
        means[knot][c] /= counts[knot];
      }
      if (counts[knot] < least) {
        means[knot] = null;
      }
    }
    return means;
  }

  /**
   * What lies at a pixel of the picture between its four knots.
   *
   * @param values for each knot its red, green and blue, null for nothing
   * @return 0 of a pixel that does not belong to the grid
   */
  public double at(int channel, int x, int y, double[]... values) {
    if (x < left || x >= left + width || y < top || y >= top + height) {
      return 0;
    }
    int pixel = (y - top) * width + x - left;
    double sum = 0;
    for (int corner = 0; corner < AROUND && belongs(pixel); corner++) {
      int knot = knot(pixel, corner);
      if (knot >= 0 && values[knot] != null) {
        sum += share(pixel, corner) * values[knot][channel];
      }
    }
    return sum;
  }

  private boolean belongs(int pixel) {
    return !Float.isNaN(column[pixel]);
  }

  /** One of the knots around a pixel, -1 if the grid ends before it. */
  private int knot(int pixel, int corner) {
    int c = (int) Math.floor(column[pixel]) + corner % 2;
    int r = (int) Math.floor(row[pixel]) + corner / 2;
    return c < 0 || c >= columns || r < 0 || r >= rows ? -1 : r * columns + c;
  }

  private double share(int pixel, int corner) {
    double across = column[pixel] - Math.floor(column[pixel]);
    double down = row[pixel] - Math.floor(row[pixel]);
    return (corner % 2 == 0 ? 1 - across : across) * (corner / 2 == 0 ? 1 - down : down);
  }
}
