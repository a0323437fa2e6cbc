// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import org.ipmnet.core.config.Range;
import org.ipmnet.train.optimizer.AdamConfig;

/**
 * CycleGAN's optimiser, key {@code optimizer}: one Adam for both G, one for both D, and a rate that
 * falls linearly to 0. An epoch is one pass over the larger side.
 *
 * @param learningRate at the beginning; program and paper: 2e-4
 * @param beta1 decay of the first moment, in [0, 1); 0.5
 * @param beta2 decay of the second moment, in [0, 1); 0.999
 * @param epsilon added to the corrected root of the second moment
 * @param constantEpochs before the rate falls; program and paper: 100
 * @param decayEpochs in which it falls; program and paper: 100; 0 for a constant rate
 * @param scheduleStep program: before-epoch
 */
public record CycleGanOptimizer(
    @Range(least = 0) double learningRate,
    @Range(least = 0, below = 1) double beta1,
    @Range(least = 0, below = 1) double beta2,
    @Range(least = 0) double epsilon,
    @Range(least = 0) int constantEpochs,
    @Range(least = 0) int decayEpochs,
    ScheduleStep scheduleStep) {

  /** When the schedule moves on, key {@code optimizer.schedule-step}. */
  public enum ScheduleStep {
    /**
     * Before each epoch, the first too: the program. The rate falls from the last constant epoch on
     * and is 0 throughout the last one.
     */
    BEFORE_EPOCH,
    /** After each epoch, which the program's formula was made for; the paper. */
    AFTER_EPOCH
  }

  /** Adam itself. */
  AdamConfig adam() {
    return new AdamConfig(learningRate, beta1, beta2, epsilon, 0, 0, 1);
  }

  /**
   * The learning rate of an epoch: the full one times 1 - max(0, e - constant) / (decay + 1), where
   * e counts the epochs begun, and one more if the schedule was stepped before this one.
   *
   * @param epoch counted from 0
   */
  double learningRateOf(long epoch) {
    if (decayEpochs == 0) {
      return learningRate;
    }
    long counted = epoch + (scheduleStep == ScheduleStep.BEFORE_EPOCH ? 2 : 1);
    double fall = Math.max(0, counted - constantEpochs) / (decayEpochs + 1.0);
    return learningRate * Math.max(0, 1 - fall);
  }
}
