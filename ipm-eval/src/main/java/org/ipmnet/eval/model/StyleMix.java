// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

/** Equation 9 of the paper. */
public final class StyleMix {
  private StyleMix() {}

  /**
   * S_new = alpha S_x + (1 - alpha) S_y; a new array.
   *
   * @param own S_x, the target's style
   * @param other S_y, the reference's style
   * @param alpha 0 to 1
   */
  public static float[] of(float[] own, float[] other, double alpha) {
    float[] mixed = new float[other.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (alpha * own[i] + (1 - alpha) * other[i]);
    }
    return mixed;
  }
}
