// SPDX-License-Identifier: Apache-2.0
/**
 * Several workers that train replicas of the same networks, each on its share of every batch: what
 * one of them does beside its own steps is in {@link org.ipmnet.train.replica.Replica}. How they
 * reach each other is not said here: {@link org.ipmnet.train.replica.Peers}.
 */
package org.ipmnet.train.replica;
