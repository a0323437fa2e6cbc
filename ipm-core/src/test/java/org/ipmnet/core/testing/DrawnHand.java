// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

/**
 * A hand of a few thick lines, computed in whole numbers.
 *
 * @param scale 28ths of its square's side in pixels
 * @param left where the square's left border lies
 * @param top where the square's upper border lies
 */
public record DrawnHand(int scale, int left, int top) {
  /** Ends of lines and half their width in 224ths of a hand's square; the palm's come first. */
  private static final int[][] LINES = {
    {96, 196, 132, 196, 26},
    {84, 150, 92, 190, 26},
    {108, 136, 110, 190, 28},
    {134, 138, 132, 190, 26},
    {152, 148, 140, 190, 20},
    {74, 178, 40, 138, 13}, // thumb
    {40, 138, 26, 112, 11},
    {80, 140, 70, 74, 11}, // fingers
    {70, 74, 66, 44, 10},
    {104, 132, 102, 58, 11},
    {102, 58, 101, 28, 10},
    {128, 134, 132, 66, 11},
    {132, 66, 134, 38, 10},
    {150, 146, 162, 92, 10},
    {162, 92, 168, 66, 9}
  };

  private static final int PALM = 5;
  private static final int SHADE = 6;

  /** The hand's colour at a pixel, red, green and blue; null where there is none. */
  public int[] colour(int x, int y) {
    int[] colour = null;
    for (int i = 0; i < LINES.length; i++) {
      if (inside(8 * (x - left), 8 * (y - top), scale, LINES[i])) {
        int shade = i < PALM ? SHADE : 0;
        colour = new int[] {224 - shade, 172 - shade, 142 - shade};
      }
    }
    return colour;
  }

  /** Hands before a gradient: planes in [0, 1]. */
  public static float[] planes(int side, DrawnHand... hands) {
    float[] planes = new float[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int[] colour = {60 + x / 4, 90 + y / 8, 110 - x / 8};
        for (DrawnHand hand : hands) {
          int[] before = hand.colour(x, y);
          colour = before == null ? colour : before;
        }
        for (int c = 0; c < 3; c++) {
          planes[(c * side + y) * side + x] = colour[c] / 255f;
        }
      }
    }
    return planes;
  }

  private static boolean inside(int x, int y, int scale, int... line) {
    long fromX = x - (long) scale * line[0];
    long fromY = y - (long) scale * line[1];
    long alongX = (long) scale * (line[2] - line[0]);
    long alongY = (long) scale * (line[3] - line[1]);
    long square = (long) scale * line[4] * scale * line[4];
    long along = fromX * alongX + fromY * alongY;
    long length = alongX * alongX + alongY * alongY;
    if (along <= 0) {
      return fromX * fromX + fromY * fromY <= square;
    }
    if (along >= length) {
      long toX = fromX - alongX;
      long toY = fromY - alongY;
      return toX * toX + toY * toY <= square;
    }
    long across = fromX * alongY - fromY * alongX;
    return across * across <= square * length;
  }
}
