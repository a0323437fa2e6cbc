// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/** "L1": the mean of |a - b| over all elements, optionally of |(a - b) * m|; 0 has gradient 0. */
public final class MeanAbsoluteError {
  private MeanAbsoluteError() {}

  /** The mean of |a - b| over all elements of two equal shapes. */
  public static Scalar of(Tape tape, Variable a, Variable b) {
    return of(tape, a, b, null);
  }

  /** The mean of |(a - b) * mask| over all elements, not over the mask's area. */
  public static Scalar of(Tape tape, Variable a, Variable b, INDArray mask) {
    Memory memory = tape.memory();
    INDArray difference = memory.take(a.value().dataType(), a.value().shape());
    a.value().sub(b.value().reshape(a.value().shape()), difference);
    if (mask != null) {
      Mask.multiply(difference, mask);
    }
    long elements = difference.length();
    double loss = difference.norm1Number().doubleValue() / elements;
    return tape.record(
        loss,
        difference,
        weight -> {
          INDArray sign = difference; // no longer needed as such
          Nd4j.getExecutioner().exec(new Sign(difference, sign));
          sign.muli(weight / elements);
          if (mask != null) {
            Mask.multiply(sign, mask);
          }
          if (b.differentiable()) {
            INDArray negative = memory.take(sign.dataType(), b.value().shape());
            sign.reshape(b.value().shape()).muli(-1, negative);
            tape.add(b, negative);
          }
          tape.add(a, sign);
        });
  }
}
