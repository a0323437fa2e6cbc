// SPDX-License-Identifier: Apache-2.0
/**
 * The cluster of Apache Spark, which fills {@code org.ipmnet.train.cluster}. {@link
 * org.ipmnet.spark.SparkProvider} is what the service loader finds, and connects; {@code
 * SparkCluster} is a connection. A training is a barrier stage, a task a worker: {@code
 * TrainingJob} at the driver and {@code TrainingTask} in an executor. Workers reach each other over
 * Spark's own transport ({@code SparkPeers}), and the one that leads speaks to the user through the
 * driver ({@code Console}).
 */
package org.ipmnet.spark;
