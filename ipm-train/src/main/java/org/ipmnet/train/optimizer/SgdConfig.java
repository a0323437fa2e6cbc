// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;

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
    double learningRate,
    double momentum,
    double weightDecay,
    double headFactor,
    long warmUp,
    double warmUpStart,
    double power) {

  /** Checks the ranges. */
  public SgdConfig {
    Require.atLeast("learning-rate", learningRate, 0.0);
    Require.within("momentum", momentum, 0, 1);
    if (momentum == 1) {
      throw new UserError("momentum must be below 1");
    }
    Require.atLeast("weight-decay", weightDecay, 0.0);
    Require.atLeast("head-factor", headFactor, 0.0);
    Require.atLeast("warm-up", warmUp, 0);
    if (!(warmUpStart > 0)) {
      throw new UserError("warm-up-start must be above 0, found " + warmUpStart);
    }
    Require.atLeast("power", power, 0.0);
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
