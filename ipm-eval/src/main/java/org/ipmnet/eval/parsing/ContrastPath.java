// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.Arrays;

/**
 * A line through a field, one place in each of its columns, along which contrasts add up to the
 * most: found by dynamic programming.
 */
final class ContrastPath {
  /** More contrast than this counts no more, nor less than that: one place is not all. */
  private static final float MOST = 14;

  private static final float LEAST = -2;

  /** What a step aside costs. */
  private static final float BEND = 0.6f;

  private final int[] places;
  private final float[] contrasts;

  private ContrastPath(int[] places, float... contrasts) {
    this.places = places;
    this.contrasts = contrasts;
  }

  /**
   * The best line.
   *
   * @param field contrasts of each place of each column
   * @param steep the most places aside from one column to the next
   * @param first where it begins, or -1 for anywhere
   * @param last where it ends, or -1
   */
  static ContrastPath through(float[][] field, int steep, int first, int last) {
    int rows = field[0].length;
    int[][] before = new int[field.length][rows];
    float[] sums = new float[rows];
    for (int row = 0; row < rows; row++) {
      sums[row] = first < 0 || row == first ? counted(field[0][row]) : Float.NEGATIVE_INFINITY;
    }
    for (int column = 1; column < field.length; column++) {
      float[] next = new float[rows];
      Arrays.fill(next, Float.NEGATIVE_INFINITY);
      for (int row = 0; row < rows; row++) {
        for (int from = Math.max(0, row - steep); from <= Math.min(rows - 1, row + steep); from++) {
          float sum = sums[from] - BEND * Math.abs(row - from) + counted(field[column][row]);
          if (sum > next[row]) {
            next[row] = sum;
            before[column][row] = from;
          }
        }
      }
      sums = next;
    }
    int[] places = new int[field.length];
    places[field.length - 1] = last < 0 ? largest(sums) : last;
    for (int column = field.length - 1; column > 0; column--) {
      places[column - 1] = before[column][places[column]];
    }
    float[] contrasts = new float[field.length];
    for (int column = 0; column < field.length; column++) {
      contrasts[column] = field[column][places[column]];
    }
    return new ContrastPath(places, contrasts);
  }

  private static float counted(float contrast) {
    return Math.max(LEAST, Math.min(MOST, contrast));
  }

  private static int largest(float... values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /** How many columns. */
  int length() {
    return places.length;
  }

  /** Its place in a column. */
  int at(int column) {
    return places[column];
  }

  /** The contrast there. */
  float contrast(int column) {
    return contrasts[column];
  }

  /** The share of its columns in which the contrast is above this. */
  double share(double least) {
    int count = 0;
    for (float contrast : contrasts) {
      count += contrast > least ? 1 : 0;
    }
    return (double) count / contrasts.length;
  }

  /** A contrast that this share of its columns lies below; 0 is the least. */
  double quantile(double share) {
    float[] sorted = contrasts.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }
}
