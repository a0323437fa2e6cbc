// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Masks [batch, 1, h, w] over pictures [batch, 3, h, w]. */
public final class MakeupArea {
  private MakeupArea() {}

  /** b = x * m, in place, each channel by itself. */
  public static void multiply(INDArray pictures, INDArray mask) {
    for (long channel = 0; channel < pictures.size(1); channel++) {
      channel(pictures, channel).muli(mask);
    }
  }

  /**
   * What takes the makeup area's place: t' = factor * t, an array of the tape's.
   *
   * @param texture t [batch, 1, h, w]; returned itself where the factor is 1
   */
  public static INDArray texture(Tape tape, INDArray texture, double factor) {
    if (factor == 1) {
      return texture;
    }
    INDArray scaled = tape.memory().take(texture.dataType(), texture.shape());
    return tape.record(texture.mul(factor, scaled), gradient -> {}).value();
  }

  /**
   * The residual r = x * m + t' of the paper's section 3.1, differentiable in x.
   *
   * @param mask [batch, 1, h, w], 1 = keep
   * @param texture t' [batch, 1, h, w], what takes the makeup area's place
   */
  public static Variable residual(Tape tape, Variable x, INDArray mask, INDArray texture) {
    Memory memory = tape.memory();
    INDArray r = memory.take(x.value().dataType(), x.value().shape());
    r.assign(x.value());
    multiply(r, mask);
    for (long channel = 0; channel < r.size(1); channel++) {
      channel(r, channel).addi(texture);
    }
    return tape.record(
        r,
        gradient -> {
          INDArray g = memory.writable(gradient);
          multiply(g, mask);
          tape.add(x, g);
        },
        x);
  }

  private static INDArray channel(INDArray pictures, long channel) {
    return Slice.of(pictures, 1, channel, channel + 1);
  }
}
