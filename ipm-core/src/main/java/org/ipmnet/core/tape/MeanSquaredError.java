// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** "L2": the mean of (a - b)^2 over all elements. */
public final class MeanSquaredError {
  private MeanSquaredError() {}

  /** The mean of (a - b)^2 over all elements of two equal shapes. */
  public static Scalar of(Tape tape, Variable a, Variable b) {
    Memory memory = tape.memory();
    INDArray difference = memory.take(a.value().dataType(), a.value().shape());
    a.value().sub(b.value(), difference);
    long elements = difference.length();
    double norm = difference.norm2Number().doubleValue();
    return tape.record(
        norm * norm / elements,
        difference,
        weight -> {
          INDArray gradient = difference.muli(2 * weight / elements);
          if (b.differentiable()) {
            INDArray negative = memory.take(gradient.dataType(), gradient.shape());
            gradient.muli(-1, negative);
            tape.add(b, negative);
          }
          tape.add(a, gradient);
        });
  }
}
