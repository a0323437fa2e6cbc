// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;

/**
 * The optimiser, key {@code optimizer}. paper: 1e-4, 0.5, 0.999, no decay; authors' program: 2e-4,
 * halved every 100,000 iterations, weight decay 1e-4, two steps of G an iteration.
 *
 * @param learningRate step size
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the corrected root of the second moment
 * @param weightDecay L2, added to the gradient (not decoupled)
 * @param halveEvery iterations after which the learning rate halves; 0 for a constant one
 * @param generatorSteps steps of G, E_I, E_S and MLP along one gradient; the authors' program takes
 *     2, since each parameter stands twice in its list; D takes one
 */
public record AdamConfig(
    @Range(least = 0) double learningRate,
    @Range(least = 0, below = 1) double beta1,
    @Range(least = 0, below = 1) double beta2,
    @Range(least = 0) double epsilon,
    @Range(least = 0) double weightDecay,
    @Default("0") @Range(least = 0) long halveEvery,
    @Default("1") @Range(least = 1, most = 16) int generatorSteps) {

  /** Checks the ranges. */
  public AdamConfig {
    Ranges.of(AdamConfig.class)
        .require(learningRate, beta1, beta2, epsilon, weightDecay, halveEvery, generatorSteps);
  }

  /**
   * The learning rate of an iteration. The schedule is stepped before the iteration, as the
   * authors' program does it: with 100,000, the iteration of that number already runs at half the
   * rate.
   *
   * @param iteration counted from 0
   */
  public double learningRateAt(long iteration) {
    return halveEvery == 0
        ? learningRate
        : learningRate * Math.pow(0.5, Math.floorDiv(iteration + 1, halveEvery));
  }
}
