// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.ipmnet.core.UserError;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;
import scala.reflect.ClassTag;

/** A training: a barrier stage, begun again from the last checkpoint whenever a worker is lost. */
final class TrainingJob {
  private static final int TOKEN_BYTES = 16;

  /** Tries in a row that have brought no checkpoint. */
  private static final int MOST_IN_VAIN = 4;

  private final JavaSparkContext context;
  private final int workers;
  private final TrainingOrder order;
  private final String console;
  private final SecureRandom random = new SecureRandom();

  TrainingJob(JavaSparkContext context, int workers, TrainingOrder order, String console) {
    this.context = context;
    this.workers = workers;
    this.order = order;
    this.console = console;
  }

  /**
   * Trains.
   *
   * @param stop whether the user wants to
   * @throws UserError for what a worker met that the user can mend, or too many tries in vain
   */
  Optional<Progress> run(PrintStream out, StopRequest stop) {
    int inVain = 0;
    boolean again = false;
    while (true) {
      new Places(context, workers, stop).await();
      Optional<Path> before = order.newest();
      try {
        return Outcome.ofAll(attempt(again));
      } catch (Exception e) { // Scala declares none of those that it throws
        SparkFailure.requireCluster(context, e);
        if (!(e instanceof SparkException)) {
          throw e;
        }
        inVain = order.newest().equals(before) ? inVain + 1 : 1;
        if (stop.getAsBoolean()) {
          throw new UserError(
              e, "stopped with a worker lost (%s); ipm resume goes on", SparkFailure.reason(e));
        }
        if (inVain == MOST_IN_VAIN) {
          throw new UserError(
              e,
              "%d tries without a checkpoint in between; the last: %s",
              inVain,
              SparkFailure.reason(e));
        }
        out.printf(
            Locale.ROOT,
            "a worker is lost (%s): all go on from the last checkpoint%n",
            SparkFailure.reason(e));
        again = true;
      }
    }
  }

  private List<Outcome> attempt(boolean again) {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    List<Integer> ranks = IntStream.range(0, workers).boxed().toList();
    ClassTag<Outcome> tag = ClassTag.apply(Outcome.class);
    RDD<Outcome> outcomes =
        context
            .parallelize(ranks, workers)
            .rdd()
            .barrier()
            .mapPartitions(new TrainingTask(order, console, token, again), false, tag);
    return outcomes.toJavaRDD().collect();
  }
}
