// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Require;

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
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    long halveEvery,
    int generatorSteps) {

  private static final int MOST_STEPS = 16;

  /** Checks the ranges. */
  public AdamConfig {
    Require.atLeast("learning-rate", learningRate, 0.0);
    Require.within("beta1", beta1, 0, 1);
    Require.within("beta2", beta2, 0, 1);
    if (beta1 == 1 || beta2 == 1) {
      throw new UserError("beta1 and beta2 must be below 1");
    }
    Require.atLeast("epsilon", epsilon, 0.0);
    Require.atLeast("weight-decay", weightDecay, 0.0);
    Require.atLeast("halve-every", halveEvery, 0);
    Require.within("generator-steps", generatorSteps, 1, MOST_STEPS);
  }

  /**
   * Gives a tree the keys that it may leave out.
   *
   * @param prefix such as {@code "optimizer."}
   */
  public static ConfigTree withOptionalKeys(ConfigTree tree, String prefix) {
    return tree.orElse(prefix + "halve-every", 0).orElse(prefix + "generator-steps", 1);
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
