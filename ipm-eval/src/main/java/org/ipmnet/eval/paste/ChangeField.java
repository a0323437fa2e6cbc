// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

/**
 * A change in a part of the makeup area at the networks' own resolution. Outside that part, and in
 * a margin around the picture, the change is a smooth continuation: so nothing of the kept pixels
 * bleeds into the area when the change is enlarged, and a forehead that the crop cuts off does not
 * end in a line.
 *
 * @param side pixels, the sample's side and twice the margin
 * @param margin pixels on each side of the sample
 * @param planes change of red, green and blue, each {@code side * side} values in [-2, 2]
 */
record ChangeField(int side, int margin, float[][] planes) {
  /** The margin for a sample of side {@code size}: a quarter of it. */
  static int margin(int size) {
    return size / 4;
  }

  /**
   * A change of some of a sample's pixels; new arrays.
   *
   * @param knownPixels those pixels
   */
  static ChangeField of(int size, MakeupChange change, boolean[] knownPixels) {
    int margin = margin(size);
    int side = size + 2 * margin;
    float[][] planes = new float[3][side * side];
    boolean[] known = new boolean[side * side];
    for (int y = 0, i = 0; y < size; y++) {
      int to = (y + margin) * side + margin;
      for (int x = 0; x < size; x++, i++, to++) {
        known[to] = knownPixels[i];
        for (int c = 0, from = i; c < 3; c++, from += size * size) {
          planes[c][to] = change.planes()[from];
        }
      }
    }
    Membrane.fill(planes, known, side);
    return new ChangeField(side, margin, planes);
  }

  /**
   * The change at other columns, all rows; a new array for each channel, {@code side} rows of as
   * many values as {@code columns} has outputs.
   */
  float[][] atColumns(CubicTaps columns) {
    int width = columns.outputs();
    float[][] out = new float[3][];
    for (int c = 0; c < 3; c++) {
      out[c] = new float[side * width];
      for (int y = 0; y < side; y++) {
        columns.apply(planes[c], y * side, out[c], y * width);
      }
    }
    return out;
  }
}
