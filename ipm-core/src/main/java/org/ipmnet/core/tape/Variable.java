// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An array on a tape, and the gradient that has flowed back to it. */
public final class Variable {
  private final INDArray value;
  private final boolean differentiable;
  private INDArray gradient;

  Variable(INDArray value, boolean differentiable) {
    this.value = value;
    this.differentiable = differentiable;
  }

  /** The array: valid until the tape is closed, never to be written to. */
  public INDArray value() {
    return value;
  }

  /** Whether a gradient may flow to it. */
  public boolean differentiable() {
    return differentiable;
  }

  INDArray gradient() {
    return gradient;
  }

  void gradient(INDArray sum) {
    this.gradient = sum;
  }
}
