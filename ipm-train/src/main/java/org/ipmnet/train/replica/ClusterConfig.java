// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;

/**
 * How several workers keep their replicas alike, key {@code cluster}; nothing to one worker.
 *
 * @param averageEvery 1: gradients are averaged in every step; more: each worker steps by itself,
 *     and after every so many iterations parameters and moments are averaged
 * @param exchange in which form gradients travel
 */
public record ClusterConfig(
    @MayChange(WORKERS) @Default("1") @Range(least = 1) int averageEvery,
    @MayChange(WORKERS) @Default("float32") GradientForm exchange) {

  private static final String WORKERS = "as many workers as there are may go on with a run";

  /** How a gradient travels. */
  public enum GradientForm {
    /** As it is. */
    FLOAT32,
    /** Half as long; what rounding takes away is added to the next gradient (error feedback). */
    FLOAT16
  }

  /** Checks the ranges. */
  public ClusterConfig {
    Ranges.of(ClusterConfig.class).require(averageEvery, exchange);
    if (averageEvery > 1 && exchange == GradientForm.FLOAT16) {
      throw new UserError(
          "exchange float16 is for gradients, and with average-every %d none travel: choose one of them",
          averageEvery);
    }
  }

  /**
   * Checks that replicas are alike wherever a checkpoint is written on schedule.
   *
   * @throws UserError naming the key if they are not
   */
  public void requireDivides(String key, long iterations) {
    if (iterations % averageEvery != 0) {
      throw new UserError(
          "%s must be a multiple of cluster.average-every, %d, found %d",
          key, averageEvery, iterations);
    }
  }
}
