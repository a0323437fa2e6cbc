// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.util.Map;
import org.ipmnet.core.config.Require;

/**
 * Which cluster, and how much of it.
 *
 * @param url as the cluster's program reads it, such as {@code spark://host:7077}
 * @param workers how many work at once, at least 1
 * @param cores of each worker, at least 1
 * @param settings of the cluster's program, by name
 */
public record ClusterAddress(String url, int workers, int cores, Map<String, String> settings) {
  /** Checks the ranges. */
  public ClusterAddress {
    Require.atLeast("--workers", workers, 1);
    Require.atLeast("--cores", cores, 1);
    settings = Map.copyOf(settings);
  }
}
