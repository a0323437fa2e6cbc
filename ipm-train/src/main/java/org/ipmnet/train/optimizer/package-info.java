// SPDX-License-Identifier: Apache-2.0
/**
 * How parameters move: {@link org.ipmnet.train.optimizer.Adam} over the networks' flat arrays, and
 * {@link org.ipmnet.train.optimizer.Sgd} for a face parser.
 */
package org.ipmnet.train.optimizer;
