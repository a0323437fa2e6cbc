// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;

/**
 * The optimiser, key {@code optimizer}. paper: 1e-4, 0.5, 0.999, no decay.
 *
 * @param learningRate step size
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the corrected root of the second moment
 * @param weightDecay L2, added to the gradient (not decoupled)
 */
public record AdamConfig(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {

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
  }
}
