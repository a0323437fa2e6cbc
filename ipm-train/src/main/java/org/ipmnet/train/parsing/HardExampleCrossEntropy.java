// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.util.Arrays;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Softmax cross entropy over the hard pixels of a batch, as the published face-parsing program
 * trains: the mean over all pixels whose true class has a probability below a threshold, or over
 * the hardest ones alone if those are fewer than a share of all.
 *
 * @param threshold probability of the true class from which on a pixel is easy; published 0.7
 * @param leastShare share of a batch's pixels that always counts; published 1/16
 */
record HardExampleCrossEntropy(double threshold, double leastShare) {

  /**
   * The loss.
   *
   * @param logits [batch, classes, h, w]
   * @param oneHot 1 at each pixel's true class, else 0, of the same shape
   */
  Scalar of(Tape tape, Variable logits, INDArray oneHot) {
    Memory memory = tape.memory();
    INDArray x = logits.value();
    INDArray largest = memory.take(x.dataType(), x.size(0), 1, x.size(2), x.size(3));
    largest.assign(plane(x, 0));
    for (long c = 1; c < x.size(1); c++) {
      Transforms.max(largest, plane(x, c), false);
    }
    INDArray softmax = memory.take(x.dataType(), x.shape());
    for (long c = 0; c < x.size(1); c++) {
      plane(x, c).sub(largest, plane(softmax, c));
    }
    INDArray truth = memory.take(x.dataType(), x.shape());
    softmax.mul(oneHot, truth);
    INDArray own = largest; // no longer needed as such: the logit of the true class
    sum(truth, own);
    memory.release(truth);
    Transforms.exp(softmax, false);
    INDArray total = memory.take(x.dataType(), own.shape());
    sum(softmax, total);
    for (long c = 0; c < x.size(1); c++) {
      plane(softmax, c).divi(total);
    }
    Transforms.log(total, false).subi(own);
    memory.release(own);
    double[] losses = total.reshape(total.length()).toDoubleVector();
    memory.release(total);

    boolean[] hard = hard(losses);
    double loss = 0;
    long count = 0;
    for (int i = 0; i < losses.length; i++) {
      loss += hard[i] ? losses[i] : 0;
      count += hard[i] ? 1 : 0;
    }
    long counted = count;
    return tape.record(
        loss / counted,
        softmax,
        weight -> {
          INDArray factor = factor(x, hard, weight / counted);
          INDArray gradient = softmax.subi(oneHot);
          for (long c = 0; c < x.size(1); c++) {
            plane(gradient, c).muli(factor);
          }
          tape.add(logits, gradient);
        });
  }

  private static INDArray plane(INDArray x, long channel) {
    return Slice.of(x, 1, channel, channel + 1);
  }

  private static void sum(INDArray x, INDArray into) {
    into.assign(plane(x, 0));
    for (long c = 1; c < x.size(1); c++) {
      into.addi(plane(x, c));
    }
  }

  private static INDArray factor(INDArray like, boolean[] hard, double value) {
    double[] factors = new double[hard.length];
    for (int i = 0; i < hard.length; i++) {
      factors[i] = hard[i] ? value : 0;
    }
    return Nd4j.createFromArray(factors)
        .castTo(like.dataType())
        .reshape('c', like.size(0), 1, like.size(2), like.size(3));
  }

  /** Which pixels count; among equals at the border of the hardest ones the first. */
  boolean[] hard(double[] losses) {
    int least = (int) Math.max(1, Math.floor(leastShare * losses.length));
    double limit = -Math.log(threshold);
    boolean[] hard = new boolean[losses.length];
    int count = 0;
    for (int i = 0; i < losses.length; i++) {
      hard[i] = losses[i] > limit;
      count += hard[i] ? 1 : 0;
    }
    if (count > least) {
      return hard;
    }
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double hardest = sorted[sorted.length - least];
    count = 0;
    for (int i = 0; i < losses.length; i++) {
      hard[i] = losses[i] > hardest;
      count += hard[i] ? 1 : 0;
    }
    for (int i = 0; i < losses.length && count < least; i++) {
      if (losses[i] == hardest) {
        hard[i] = true;
        count++;
      }
    }
    return hard;
  }
}
