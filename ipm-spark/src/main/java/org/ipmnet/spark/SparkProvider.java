// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import org.ipmnet.core.UserError;
import org.ipmnet.train.cluster.Cluster;
import org.ipmnet.train.cluster.ClusterAddress;

/** Connects to clusters of Apache Spark, if its classes are there. */
public final class SparkProvider implements Cluster.Provider {
  @Override
  public Cluster connect(ClusterAddress address) {
    try {
      Class.forName("org.apache.spark.SparkContext", false, getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UserError(
          e,
          "--cluster needs Apache Spark 4 for Scala 2.13: let SPARK_HOME name its folder, or collect it once with 'mvn -q -Pspark -DskipTests package'; docs/CLUSTER.md says more");
    }
    return SparkCluster.connect(address);
  }
}
