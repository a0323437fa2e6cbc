// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import org.ipmnet.core.config.Require;

/**
 * Which part of each iteration a loader prepares, where several workers train on one. The faces of
 * an iteration stand in one row, those of worker 0 first; a worker's batch is its share of the row.
 *
 * @param worker from 0
 * @param workers how many share, at least 1
 */
public record BatchShare(int worker, int workers) {
  /** All of it. */
  public static final BatchShare ALL = new BatchShare(0, 1);

  /** Checks the ranges. */
  public BatchShare {
    Require.within("worker", worker, 0, workers - 1L);
  }

  /** How many faces of a side stand in an iteration's row, with batches of this size. */
  int row(int batch) {
    return Math.multiplyExact(batch, workers);
  }

  /** Where in an iteration's row this worker's begin. */
  int first(int batch) {
    return batch * worker;
  }
}
