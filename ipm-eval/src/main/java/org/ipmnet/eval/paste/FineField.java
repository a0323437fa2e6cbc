// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import org.ipmnet.data.label.KnotGrid;

/** What a fine pattern adds to each pixel of a photo around lips or lashes. */
final class FineField {
  private static final int CHANNELS = 3;

  private final int left; // of the grid, as the following
  private final int top;
  private final int width;
  private final int height;
  private final double scale;
  private final float[][] planes;

  /**
   * The field of a pattern.
   *
   * @param scale pixels of the photo that a pixel of the grid covers
   * @param knots the pattern, see {@link FinePattern}
   */
  FineField(KnotGrid grid, double scale, double[]... knots) {
    this.left = grid.left();
    this.top = grid.top();
    this.width = grid.width();
    this.height = grid.height();
    this.scale = scale;
    this.planes = new float[CHANNELS][width * height];
    for (int i = 0; i < width * height; i++) {
      for (int c = 0; c < CHANNELS; c++) {
        planes[c][i] = (float) grid.at(c, left + i % width, top + i / width, knots);
      }
    }
  }

  /**
   * Adds its values, between those of the grid, to a part of a row of the photo.
   *
   * @param y row of the photo
   * @param left column of the photo that the line begins with
   * @param line for each channel; changed from {@code from} up to {@code end}
   */
  void addTo(int y, int left, float[][] line, int from, int end) {
    double row = (y + 0.5) / scale - 0.5 - top;
    if (row <= -1 || row >= height) {
      return;
    }
    int r = Level.floor(row);
    float down = (float) (row - r);
    int first = (int) Math.max(from, Math.floor((this.left - 0.5) * scale - 0.5) - left);
    int last = (int) Math.min(end, Math.ceil((this.left + width + 0.5) * scale) - left);
    for (int x = first; x < last; x++) {
      double column = (left + x + 0.5) / scale - 0.5 - this.left;
      int c = Level.floor(column);
      float across = (float) (column - c);
      for (int k = 0; k < CHANNELS; k++) {
        float upper = (1 - across) * value(k, c, r) + across * value(k, c + 1, r);
        float lower = (1 - across) * value(k, c, r + 1) + across * value(k, c + 1, r + 1);
        line[k][x] += (1 - down) * upper + down * lower;
      }
    }
  }

  /** 0 outside of the grid. */
  private float value(int channel, int column, int row) {
    boolean inside = column >= 0 && row >= 0 && column < width && row < height;
    return inside ? planes[channel][row * width + column] : 0;
  }
}
