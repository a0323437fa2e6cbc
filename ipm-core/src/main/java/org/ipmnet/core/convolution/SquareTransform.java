// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.nio.FloatBuffer;

/**
 * A {@link VectorMap} applied to the columns and then the rows of squares of vectors, several at
 * once: short vectors of many squares lie one behind the other, since a loop over 64 floats takes
 * little less time than one over 256. One thread fills {@link #from}, calls {@link #run} and reads
 * {@link #to}, again and again.
 */
final class SquareTransform {
  /** Floats of a loop from which on more gain nothing. */
  private static final int LONG = 256;

  private final VectorMap map;
  private final int length;
  private final int atOnce;
  private final float[][] from;
  private final float[][] between;
  private final float[][] to;

  /**
   * A transform of squares of vectors of this length.
   *
   * @param squares how many there are to transform
   */
  SquareTransform(VectorMap map, int length, int squares) {
    this.map = map;
    this.length = length;
    this.atOnce = Math.max(1, Math.min(squares, LONG / length));
    int all = atOnce * length;
    this.from = new float[map.inputs() * map.inputs()][all];
    this.between = new float[map.outputs() * map.inputs()][all];
    this.to = new float[map.outputs() * map.outputs()][all];
  }

  /** How many squares are transformed at once. */
  int atOnce() {
    return atOnce;
  }

  /** The squares' vectors, row by row of a square. */
  float[][] from() {
    return from;
  }

  /** The transformed squares' vectors, row by row of a square. */
  float[][] to() {
    return to;
  }

  /** Reads {@code count} squares from arrays [vectors, squares, length]. */
  void read(FloatBuffer arrays, int squares, int first, int count) {
    for (int place = 0; place < from.length; place++) {
      arrays.get((place * squares + first) * length, from[place], 0, count * length);
    }
  }

  /** Writes {@code count} transformed squares into arrays [vectors, squares, length]. */
  void write(FloatBuffer arrays, int squares, int first, int count) {
    for (int place = 0; place < to.length; place++) {
      arrays.put((place * squares + first) * length, to[place], 0, count * length);
    }
  }

  /** Transforms what is in {@link #from}. */
  void run() {
    int inputs = map.inputs();
    int outputs = map.outputs();
    for (int column = 0; column < inputs; column++) {
      map.apply(from, column, inputs, between, column, inputs);
    }
    for (int row = 0; row < outputs; row++) {
      map.apply(between, row * inputs, 1, to, row * outputs, 1);
    }
  }
}
