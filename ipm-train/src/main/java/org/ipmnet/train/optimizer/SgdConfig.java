// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;

/**
 * Gradient descent with momentum and a warm-up, key {@code optimizer} of a parser.
 *
 * @param learningRate step size after the warm-up; published 1e-2
 * @param momentum in [0, 1); published 0.9
 * @param weightDecay L2 of convolutions' weights, none on norms and biases; published 5e-4
 * @param headFactor by how much faster feature fusion and heads learn; published 10
 * @param warmUp iterations from {@code warmUpStart} to the learning rate; published 1000
 * @param warmUpStart step size of the first iteration; published 1e-5
 * @param power of the polynomial decay to 0 over all iterations; published 0.9
 */
public record SgdConfig(
    @Range(least = 0) double learningRate,
    @Range(least = 0, below = 1) double momentum,
    @Range(least = 0) double weightDecay,
    @Range(least = 0) double headFactor,
    @Range(least = 0) long warmUp,
    @Range(above = 0) double warmUpStart,
    @Range(least = 0) double power) {

  /** Checks the ranges. */
  public SgdConfig {
    Ranges.of(SgdConfig.class)
        .require(learningRate, momentum, weightDecay, headFactor, warmUp, warmUpStart, power);
  }

  /**
   * The learning rate of an iteration: exponential warm-up, then polynomial.
   *
   * @param iteration counted from 0
   * @param iterations of the whole run
   */
  public double learningRateAt(long iteration, long iterations) {
    if (iteration < warmUp) {
      return warmUpStart * Math.pow(learningRate / warmUpStart, (double) iteration / warmUp);
    }
    double done = (double) (iteration - warmUp) / Math.max(1, iterations - warmUp);
    return learningRate * Math.pow(Math.max(0, 1 - done), power);
  }
}
