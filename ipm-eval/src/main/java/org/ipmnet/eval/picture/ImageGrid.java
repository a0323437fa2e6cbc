// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures in rows and columns with gap lines between them. No text: drawing it needs fonts, which
 * a bare server may lack.
 */
public final class ImageGrid {
  private static final int GAP = 4;

  private ImageGrid() {}

  /**
   * Lays pictures out from the top left; a column is as wide as its widest picture, a row as high
   * as its highest.
   *
   * @param rows rows of pictures; null leaves a cell empty, rows may differ in length
   * @throws IllegalArgumentException if there is no picture at all
   */
  public static BufferedImage of(List<? extends List<BufferedImage>> rows) {
    int[] heights = new int[rows.size()];
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (int r = 0; r < heights.length; r++) {
      for (int c = 0; c < rows.get(r).size(); c++) {
        BufferedImage cell = rows.get(r).get(c);
        if (cell != null) {
          heights[r] = Math.max(heights[r], cell.getHeight());
          widths[c] = Math.max(widths[c], cell.getWidth());
        }
      }
    }
    int width = extent(widths);
    int height = extent(heights);
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a grid needs at least one picture");
    }
    BufferedImage grid = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(grid, Color.WHITE.getRGB());
    for (int r = 0, y = 0; r < heights.length; y += heights[r] + GAP, r++) {
      for (int c = 0, x = 0; c < rows.get(r).size(); x += widths[c] + GAP, c++) {
        if (rows.get(r).get(c) != null) {
          copy(rows.get(r).get(c), grid, x, y);
        }
      }
    }
    return grid;
  }

  // Pixels, not Graphics2D: that asks for a window system where DISPLAY is set, reachable or not.
  private static void copy(BufferedImage from, BufferedImage to, int x, int y) {
    int w = from.getWidth();
    int h = from.getHeight();
    to.setRGB(x, y, w, h, from.getRGB(0, 0, w, h, null, 0, w), 0, w);
  }

  private static void fill(BufferedImage image, int rgb) {
    int[] row = new int[image.getWidth()];
    Arrays.fill(row, rgb);
    for (int y = 0; y < image.getHeight(); y++) {
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private static int extent(int[] sizes) {
    int sum = -GAP;
    for (int size : sizes) {
      sum = Math.addExact(sum, size + GAP);
    }
    return sum;
  }
}
