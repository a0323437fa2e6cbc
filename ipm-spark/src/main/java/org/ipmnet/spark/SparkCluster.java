// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.PrintStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.ipmnet.core.UserError;
import org.ipmnet.train.cluster.Cluster;
import org.ipmnet.train.cluster.ClusterAddress;
import org.ipmnet.train.cluster.ClusterTask;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;

/** A connection to a cluster of Spark, whose driver is this process. */
final class SparkCluster implements Cluster {
  private static final Pattern LOCAL = Pattern.compile("local(?:-cluster)?\\[(\\d+).*");

  private final JavaSparkContext context;
  private final int workers;

  private SparkCluster(JavaSparkContext context, int workers) {
    this.context = context;
    this.workers = workers;
  }

  /**
   * Connects.
   *
   * @throws UserError if it cannot
   */
  static SparkCluster connect(ClusterAddress address) {
    Matcher local = LOCAL.matcher(address.url());
    if (local.matches() && Integer.parseInt(local.group(1)) < address.workers()) {
      throw new UserError(
          "--workers %d: %s has places for %s", address.workers(), address.url(), local.group(1));
    }
    try {
      return new SparkCluster(new JavaSparkContext(SparkSettings.of(address)), address.workers());
    } catch (Exception e) { // Scala declares none of those that it throws
      throw refused(address, e);
    }
  }

  private static UserError refused(ClusterAddress address, Exception e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new UserError(
        e, "--cluster %s cannot be used: %s; docs/CLUSTER.md says more", address.url(), reason);
  }

  @Override
  public Optional<Progress> train(TrainingOrder order, PrintStream out, StopRequest stop) {
    try (Console console = Console.open(context.getConf(), out, stop)) {
      return new TrainingJob(context, workers, order, console.address()).run(out, stop);
    }
  }

  @Override
  public <R extends Serializable> List<R> run(
      List<? extends ClusterTask<R>> tasks, PrintStream out) {
    try (Console console = Console.open(context.getConf(), out, () -> false)) {
      String address = console.address();
      return context
          .parallelize(tasks, tasks.size())
          .map(task -> TaskResult.of(task, address))
          .collect()
          .stream()
          .map(TaskResult::value)
          .toList();
    } catch (Exception e) { // Scala declares none of those that it throws
      SparkFailure.requireCluster(context, e);
      if (e instanceof SparkException) {
        throw new UserError(
            e, "the cluster did not do it (%s); the same command goes on", SparkFailure.reason(e));
      }
      throw e;
    }
  }

  @Override
  public <R extends Serializable> Future<R> start(
      ClusterTask<R> task, PrintStream out, StopRequest stop) {
    Console console = Console.open(context.getConf(), out, stop);
    String address = console.address();
    JavaFutureAction<List<TaskResult<R>>> job =
        context.parallelize(List.of(task), 1).map(t -> TaskResult.of(t, address)).collectAsync();
    return new StartedTask<>(job, console);
  }

  @Override
  public void close() {
    context.close();
  }
}
