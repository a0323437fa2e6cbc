// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.nio.FloatBuffer;

/**
 * How weights [out, in, kh, kw] become taps of a {@link MinimalFilter}, each a matrix that a
 * pixel's channels are multiplied by: [columns, inner], or blocks of columns, [columns / block,
 * inner, block]. Forwards its columns are the outputs, and inner counts the channels of the stride
 * x stride pixels that a tap sees, [stride, stride, in]. Backwards they change places and the
 * kernel is turned.
 *
 * @param side taps along a side
 */
record WinogradKernel(int out, int in, int side, int stride, boolean back) {

  int columns() {
    return back ? seen() : out;
  }

  int inner() {
    return back ? out : seen();
  }

  /** Of how many columns the first ones have their weights side by side. */
  int channels() {
    return back ? in : out;
  }

  private int seen() {
    return stride * stride * in;
  }

  private int area() {
    return side * side * stride * stride;
  }

  /**
   * Reads some columns of each tap.
   *
   * @param taps overwritten, [inner, block] each
   */
  void read(FloatBuffer weights, int column, int block, float[][] taps) {
    if (back) {
      readBack(weights, column, block, taps);
      return;
    }
    float[] kernels = new float[block * in * area()];
    weights.get(column * in * area(), kernels);
    for (int tap = 0; tap < taps.length; tap++) {
      for (int pixel = 0; pixel < stride * stride; pixel++) {
        int place = place(tap, pixel);
        for (int c = 0; c < in; c++) {
          for (int k = 0; k < block; k++) {
            taps[tap][(pixel * in + c) * block + k] = kernels[(k * in + c) * area() + place];
          }
        }
      }
    }
  }

  private void readBack(FloatBuffer weights, int column, int block, float[][] taps) {
    int area = area();
    int length = block * area;
    float[] kernels = new float[out * length];
    for (int o = 0; o < out; o++) {
      weights.get((o * in + column % in) * area, kernels, o * length, length);
    }
    for (int tap = 0; tap < taps.length; tap++) {
      int place = place(taps.length - 1 - tap, column / in);
      float[] matrix = taps[tap];
      for (int i = 0; i < out * block; i++) {
        matrix[i] = kernels[i * area + place];
      }
    }
  }

  /** Writes a column of each tap, not backwards. */
  void write(float[][] taps, FloatBuffer weights, int column) {
    float[] kernel = new float[in * area()];
    for (int tap = 0; tap < taps.length; tap++) {
      for (int pixel = 0; pixel < stride * stride; pixel++) {
        int place = place(tap, pixel);
        for (int c = 0; c < in; c++) {
          kernel[c * area() + place] = taps[tap][pixel * in + c];
        }
      }
    }
    weights.put(column * kernel.length, kernel);
  }

  /** Where the kernel has what a tap sees of a pixel. */
  private int place(int tap, int pixel) {
    int row = tap / side * stride + pixel / stride;
    int column = tap % side * stride + pixel % stride;
    return row * side * stride + column;
  }
}
