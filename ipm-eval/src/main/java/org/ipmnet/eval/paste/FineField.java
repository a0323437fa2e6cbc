// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.label.KnotGrid;

/** What a fine pattern adds to each pixel of a photo around lips or lashes. */
final class FineField {
  private static final int CHANNELS = 3;

  private final int left; // of the grid with a pixel of nothing around it, as the following
  private final int top;
  private final int width;
  private final int height;
  private final double scale;
  private final float[][] planes;
  private final boolean[] anything; // among a pixel, those right of it and below, and between them

  /**
   * The field of a pattern.
   *
   * @param scale pixels of the photo that a pixel of the grid covers
   * @param knots the pattern, see {@link FinePattern}
   */
  FineField(KnotGrid grid, double scale, double[]... knots) {
    this.left = grid.left() - 1;
    this.top = grid.top() - 1;
    this.width = grid.width() + 2;
    this.height = grid.height() + 2;
    this.scale = scale;
    this.planes = new float[CHANNELS][width * height];
    this.anything = new boolean[width * height];
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        for (int c = 0; c < CHANNELS; c++) {
          planes[c][at] = (float) grid.at(c, left + x, top + y, knots);
          if (planes[c][at] != 0) {
            anything[at] = true;
            anything[at - 1] = true;
            anything[at - width] = true;
            anything[at - width - 1] = true;
          }
        }
      }
    }
  }

  /**
   * Adds its values, between those of the grid, to a part of a row of the photo.
   *
   * @param y row of the photo
   * @param firstX column of the photo that the line begins with
   * @param line for each channel; changed from {@code from} up to {@code end}
   */
  void addTo(int y, int firstX, float[][] line, int from, int end) {
    double row = (y + 0.5) / scale - 0.5 - top;
    int r = Level.floor(row);
    if (r < 0 || r >= height - 1) {
      return;
    }
    float down = (float) (row - r);
    int first = (int) Math.max(from, Math.ceil((left + 0.5) * scale - 0.5) - firstX);
    int last = (int) Math.min(end, Math.ceil((left + width - 0.5) * scale - 0.5) - firstX);
    for (int x = first; x < last; x++) {
      double column = (firstX + x + 0.5) / scale - 0.5 - left;
      int c = Math.max(0, Math.min(width - 2, (int) column));
      int at = r * width + c;
      if (anything[at]) {
        float across = (float) (column - c);
        for (int k = 0; k < CHANNELS; k++) {
          float[] plane = planes[k];
          float upper = (1 - across) * plane[at] + across * plane[at + 1];
          float lower = (1 - across) * plane[at + width] + across * plane[at + width + 1];
          line[k][x] += (1 - down) * upper + down * lower;
        }
      }
    }
  }
}
