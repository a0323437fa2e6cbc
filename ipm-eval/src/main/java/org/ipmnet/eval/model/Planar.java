// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pictures and codes between Java arrays and what networks take. */
final class Planar {
  private Planar() {}

  /** One picture as a batch, [1, channels, size, size]. */
  static INDArray batch(float[] planar, int channels, int size) {
    return Nd4j.createFromArray(planar).reshape(1, channels, size, size);
  }

  /** One style code as a batch, [1, length, 1, 1]. */
  static INDArray code(float[] style) {
    return Nd4j.createFromArray(style).reshape(1, style.length, 1, 1);
  }

  /** All values in their order, a new array. */
  static float[] flat(INDArray array) {
    return array.reshape(array.length()).toFloatVector();
  }
}
