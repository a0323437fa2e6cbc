// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Future;
import org.ipmnet.core.UserError;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.StopRequest;

/** Machines that work together, connected until it is closed. */
public interface Cluster extends AutoCloseable {
  /** Connects to clusters of one kind; named in {@code META-INF/services}. */
  interface Provider {
    /**
     * Connects.
     *
     * @throws UserError if there is no such cluster, or what connects to it is not there
     */
    Cluster connect(ClusterAddress address);
  }

  /**
   * Connects with the provider that is there.
   *
   * @throws UserError if there is none, or it cannot
   */
  static Cluster connect(ClusterAddress address) {
    return ServiceLoader.load(Provider.class)
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "--cluster needs the module ipm-spark, whose jar is not on the class path; docs/CLUSTER.md says how to get it"))
        .connect(address);
  }

  /**
   * Trains. A worker that is lost ends all of them; then they go on from the last checkpoint.
   *
   * @param out where progress is printed
   * @param stop asked from time to time
   * @return how far it came; empty if it was finished before, which is printed
   * @throws UserError for what a worker met that the user can mend
   */
  Optional<Progress> train(TrainingOrder order, PrintStream out, StopRequest stop);

  /**
   * Has tasks done, as many at once as there are workers. The task of a worker that is lost is
   * begun again by another.
   *
   * @param out where what they print comes out, by whole lines
   * @return what came of each, in their order
   * @throws UserError for what one of them met that the user can mend
   */
  <R extends Serializable> List<R> run(List<? extends ClusterTask<R>> tasks, PrintStream out);

  /**
   * Has one task done, beside others that were started.
   *
   * @param out where what it prints comes out, by whole lines
   * @param stop asked from time to time, for the task
   * @return what comes of it, or a {@link UserError}; one that is cancelled ends at once
   */
  <R extends Serializable> Future<R> start(ClusterTask<R> task, PrintStream out, StopRequest stop);

  /** Gives all workers back. */
  @Override
  void close();
}
