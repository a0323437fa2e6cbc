// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** How D's logits become a loss, key {@code loss.adversarial-form}. */
public enum AdversarialForm {
  /** Binary cross entropy with logits, G non-saturating: paper, equation (8). */
  LOG {
    @Override
    double loss(INDArray logits, double target) {
      // softplus(z) = max(z, 0) + log(1 + exp(-|z|)): no overflow
      INDArray z = target == 1 ? logits.neg() : logits;
      INDArray tail = Transforms.exp(Transforms.abs(z, true).negi(), false);
      return Transforms.max(z, 0, true)
          .addi(Transforms.log(tail.addi(1), false))
          .sumNumber()
          .doubleValue();
    }

    @Override
    void derivative(INDArray logits, double target, INDArray into) {
      into.assign(Transforms.sigmoid(logits, true)).subi(target);
    }
  },

  /** Mean squared distance to the target: the authors' program. */
  LEAST_SQUARES {
    @Override
    double loss(INDArray logits, double target) {
      INDArray distance = logits.sub(target);
      return distance.muli(distance).sumNumber().doubleValue();
    }

    @Override
    void derivative(INDArray logits, double target, INDArray into) {
      into.assign(logits).subi(target).muli(2);
    }
  };

  /** The sum over all logits. */
  abstract double loss(INDArray logits, double target);

  abstract void derivative(INDArray logits, double target, INDArray into);

  /** The loss of one scale's logits, their mean, where D should say "a photo": target 1. */
  public Scalar real(Tape tape, Variable logits) {
    return of(tape, logits, 1);
  }

  /** The same where D should say "a picture of G": target 0. */
  public Scalar fake(Tape tape, Variable logits) {
    return of(tape, logits, 0);
  }

  private Scalar of(Tape tape, Variable logits, double target) {
    Memory memory = tape.memory();
    INDArray z = logits.value();
    return tape.record(
        loss(z, target) / z.length(),
        weight -> {
          INDArray gradient = memory.take(z.dataType(), z.shape());
          derivative(z, target, gradient);
          tape.add(logits, gradient.muli(weight / z.length()));
        });
  }
}
