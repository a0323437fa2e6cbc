// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import org.ipmnet.core.UserError;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/**
 * Stops a run whose losses are NaN, infinite or larger than a limit. It belongs behind the logs,
 * which then show the bad value, and before whatever saves checkpoints, so that the last one saved
 * stays a good one.
 */
public final class DivergenceGuard implements TrainingListener {
  private final double limit;

  /**
   * A guard.
   *
   * @param limit the largest absolute value a loss may have, above 0, for example 1e6
   */
  public DivergenceGuard(double limit) {
    if (!(limit > 0)) {
      throw new UserError("the limit of losses must be above 0, found " + limit);
    }
    this.limit = limit;
  }

  /**
   * Looks at every term.
   *
   * @throws TrainingDiverged naming the first bad one
   */
  @Override
  public void afterStep(Progress progress, LossReport losses) {
    losses
        .terms()
        .forEach(
            (term, value) -> {
              if (!(Math.abs(value) <= limit) || value.isInfinite()) {
                throw TrainingDiverged.loss(progress.iteration(), term, value, limit);
              }
            });
  }
}
