// SPDX-License-Identifier: Apache-2.0
/**
 * What commands ask of a cluster: {@link org.ipmnet.train.cluster.Cluster}. The module that brings
 * one fills it; nothing here knows which it is. A {@link org.ipmnet.train.cluster.TrainingOrder} is
 * what every worker is told.
 */
package org.ipmnet.train.cluster;
