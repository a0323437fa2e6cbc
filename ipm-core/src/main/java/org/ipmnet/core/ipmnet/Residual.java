// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.tape.Mask;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * r_x of the paper's section 3.1: what of a photo goes to E_I and around G. Kept pixels stay, the
 * makeup area is replaced by its texture on gray (0 in [-1, 1]).
 *
 * <ul>
 *   <li>paper: r_x = x * m + t
 *   <li>authors' program: r_x = x * m - 2 j t, j = 0.8 + 0.4 u with u drawn once a call of E_I, j =
 *       1 at inference
 * </ul>
 *
 * <p>Both are r_x = x * m + t' with t' = factor * j * t, the same on all three channels.
 *
 * @param factor 1 for the paper, -2 for the authors' program; key {@code data.texture-factor}
 * @param jitter how far j may lie from 1: 0 for the paper, 0.2 for the authors' program; key {@code
 *     data.texture-jitter}
 */
public record Residual(double factor, double jitter) {

  /** Whether j is drawn. */
  public boolean jitters() {
    return jitter != 0;
  }

  /**
   * factor * j for one call of E_I in training.
   *
   * @param u drawn uniformly from [0, 1)
   */
  public double textureFactor(double u) {
    return factor * (1 - jitter + 2 * jitter * u);
  }

  /**
   * t' = factor * j * t, an array of the tape's.
   *
   * @param t texture [batch, 1, h, w]; returned itself where the factor is 1
   * @param u drawn uniformly from [0, 1); of no account without jitter
   */
  public INDArray texture(Tape tape, INDArray t, double u) {
    double by = textureFactor(u);
    if (by == 1) {
      return t;
    }
    INDArray scaled = tape.memory().take(t.dataType(), t.shape());
    return tape.record(t.mul(by, scaled), gradient -> {}).value();
  }

  /**
   * r_x = x * m + t', differentiable in x.
   *
   * @param x [batch, 3, h, w]
   * @param m mask [batch, 1, h, w], 1 = keep
   * @param texture t' [batch, 1, h, w]
   */
  public static Variable of(Tape tape, Variable x, INDArray m, INDArray texture) {
    Memory memory = tape.memory();
    return tape.record(
        of(memory, x.value(), m, texture),
        gradient -> {
          INDArray g = memory.writable(gradient);
          Mask.multiply(g, m);
          tape.add(x, g);
        },
        x);
  }

  /**
   * r_x as it is at inference, where j is 1; a new array.
   *
   * @param x [batch, 3, h, w]
   * @param m mask [batch, 1, h, w], 1 = keep
   * @param t texture [batch, 1, h, w]
   */
  public INDArray of(INDArray x, INDArray m, INDArray t) {
    return of(Memory.fresh(), x, m, t.mul(factor));
  }

  private static INDArray of(Memory memory, INDArray x, INDArray m, INDArray texture) {
    INDArray r = memory.take(x.dataType(), x.shape());
    r.assign(x);
    Mask.multiply(r, m);
    Mask.add(r, texture);
    return r;
  }
}
