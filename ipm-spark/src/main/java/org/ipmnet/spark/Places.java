// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.ipmnet.core.UserError;

/**
 * Waits until a cluster has a place for every worker: a barrier stage that is submitted before, and
 * whose application ends meanwhile, would wait for ever.
 *
 * @param stop asked all the time: whether the user wants to
 */
record Places(JavaSparkContext context, int workers, BooleanSupplier stop) {
  private static final String WAIT_SECONDS = "spark.ipm.wait.seconds";
  private static final int DEFAULT_SECONDS = 300;
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  /**
   * Waits.
   *
   * @throws UserError if the cluster ends the application, is not reached, or has too few places
   */
  void await() {
    SparkConf conf = context.getConf();
    if (context.isLocal()) {
      return;
    }
    int seconds = conf.getInt(WAIT_SECONDS, DEFAULT_SECONDS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    int each =
        Math.max(1, conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1));
    while (true) {
      if (context.sc().isStopped()) {
        throw SparkFailure.ended("nothing came of it", null);
      }
      int executors = context.statusTracker().getExecutorInfos().length - 1; // one is the driver
      if (executors * each >= workers) {
        return;
      }
      if (stop.getAsBoolean()) {
        throw new UserError("stopped before the cluster had places for %d workers", workers);
      }
      if (System.nanoTime() > end) {
        throw new UserError(
            "the cluster has places for %d of %d workers after %d s: ask for fewer, or for less memory (spark.executor.memory) or fewer cores of each",
            executors * each, workers, seconds);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the cluster", e);
    }
  }
}
