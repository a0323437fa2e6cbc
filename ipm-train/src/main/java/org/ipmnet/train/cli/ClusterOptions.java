// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.train.cluster.Cluster;
import org.ipmnet.train.cluster.ClusterAddress;
import org.ipmnet.train.cluster.FolderWork;
import org.ipmnet.train.cluster.Tally;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.session.StopSignal;
import picocli.CommandLine.Option;

/** What commands have in common that can work on a cluster. */
final class ClusterOptions {
  @Option(
      names = "--cluster",
      paramLabel = "URL",
      description =
          "work on a cluster: local-cluster[2,1,4096], spark://HOST:7077, yarn, k8s://...")
  private String url;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "how many of its workers, each with its own networks")
  private Integer workers;

  @Option(names = "--cores", paramLabel = "N", description = "cores of each worker (1)")
  private Integer cores;

  @Option(
      names = "--conf",
      paramLabel = "name=value",
      description = "a setting of the cluster, such as spark.executor.memory=4g; repeatable")
  private Map<String, String> settings = new LinkedHashMap<>();

  /**
   * Whether to work on a cluster.
   *
   * @throws UserError if its options were given without it
   */
  boolean areGiven() {
    if (url == null && (workers != null || cores != null || !settings.isEmpty())) {
      throw new UserError("--workers, --cores and --conf go with --cluster URL");
    }
    return url != null;
  }

  /**
   * The cluster, connected.
   *
   * @throws UserError if it cannot be had
   */
  Cluster connect() {
    return Cluster.connect(new ClusterAddress(url, workers(), cores(), settings));
  }

  /** How many workers were asked for. */
  int workers() {
    Options.require("--workers", workers);
    return workers;
  }

  /** How many cores each of them has. */
  int cores() {
    return cores == null ? 1 : cores;
  }

  /** Has a folder worked through there. */
  Tally share(FolderWork work) {
    int shares = workers();
    try (Cluster cluster = connect()) {
      return work.on(cluster, shares, System.out);
    }
  }

  /** Trains there and says how far it came. */
  int train(TrainingOrder order, Path run) {
    StopSignal stop = StopSignal.listen(System.err, "finishing an iteration, then saving");
    try (Cluster cluster = connect()) {
      cluster.train(order, System.out, stop).ifPresent(reached -> Console.told(reached, run));
    }
    return 0;
  }
}
