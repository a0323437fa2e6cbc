// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How images [batch, h, w, c] are cut into square tiles that may overlap. A tile's elements are
 * {@code stride} x {@code stride} pixels each, [stride, stride, c] floats. What of a tile lies
 * beyond the image is 0.
 *
 * @param h rows of the image
 * @param w columns
 * @param c channels
 * @param size elements along a tile's side
 * @param step elements from one tile to the next
 * @param before pixels that tile (0, 0) begins before the image's first
 * @param stride pixels along an element's side
 */
record Tiling(int h, int w, int c, int size, int step, int before, int stride) {

  /** How many floats an element has. */
  int elementLength() {
    return stride * stride * c;
  }

  /** How many rows of tiles it takes until the image ends, if steps leave no gaps. */
  int rows() {
    return tiles(h);
  }

  /** How many columns. */
  int columns() {
    return tiles(w);
  }

  private int tiles(int length) {
    int pixelsOfStep = stride * step;
    return (length + before + pixelsOfStep - 1) / pixelsOfStep;
  }

  /**
   * Reads a tile, element by element and row by row.
   *
   * @param start where in each of the arrays its element goes
   */
  void read(FloatBuffer images, int image, int row, int column, float[][] elements, int start) {
    pixels(
        image,
        row,
        column,
        (element, at, from, length) -> {
          if (length < stride * c) {
            float[] all = elements[element];
            int first = start + from / (stride * c) * (stride * c);
            Arrays.fill(all, first, first + stride * c, 0);
          }
          if (length > 0) {
            images.get(at, elements[element], start + from, length);
          }
        });
  }

  /** Writes what of a tile lies inside the image; arguments as in {@link #read}. */
  void write(float[][] elements, int start, FloatBuffer images, int image, int row, int column) {
    pixels(
        image,
        row,
        column,
        (element, at, from, length) -> {
          if (length > 0) {
            images.put(at, elements[element], start + from, length);
          }
        });
  }

  /** Pixels of an element that follow each other in the image as well. */
  @FunctionalInterface
  private interface Run {
    /**
     * Does something with them.
     *
     * @param at their place in the images
     * @param from their place in the element
     * @param length floats of those inside the image; 0 for none
     */
    void of(int element, int at, int from, int length);
  }

  private void pixels(int image, int row, int column, Run run) {
    for (int i = 0; i < size * stride; i++) {
      int y = row * step * stride + i - before;
      int line = (image * h + y) * w;
      for (int j = 0; j < size; j++) {
        int x = (column * step + j) * stride - before;
        int left = Math.max(0, x);
        int inside = y < 0 || y >= h ? 0 : Math.max(0, Math.min(w, x + stride) - left);
        int from = i % stride * stride + (inside == 0 ? 0 : left - x);
        run.of(i / stride * size + j, (line + left) * c, from * c, inside * c);
      }
    }
  }
}
