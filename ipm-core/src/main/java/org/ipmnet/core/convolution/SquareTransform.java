// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.nio.FloatBuffer;

/**
 * A {@link VectorMap} applied to the columns and then the rows of a square of vectors. One thread
 * fills {@link #from}, calls {@link #run} and reads {@link #to}, again and again.
 */
final class SquareTransform {
  private final VectorMap map;
  private final float[][] from;
  private final float[][] between;
  private final float[][] to;

  SquareTransform(VectorMap map, int length) {
    this.map = map;
    this.from = new float[map.inputs() * map.inputs()][length];
    this.between = new float[map.outputs() * map.inputs()][length];
    this.to = new float[map.outputs() * map.outputs()][length];
  }

  /** The square's vectors, row by row. */
  float[][] from() {
    return from;
  }

  /** The transformed square's vectors, row by row. */
  float[][] to() {
    return to;
  }

  /** Reads square {@code index} from arrays [vectors, squares, length]. */
  void read(FloatBuffer arrays, int squares, int index) {
    for (int place = 0; place < from.length; place++) {
      float[] vector = from[place];
      arrays.get((place * squares + index) * vector.length, vector);
    }
  }

  /** Writes the transformed square into arrays [vectors, squares, length]. */
  void write(FloatBuffer arrays, int squares, int index) {
    for (int place = 0; place < to.length; place++) {
      float[] vector = to[place];
      arrays.put((place * squares + index) * vector.length, vector);
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
