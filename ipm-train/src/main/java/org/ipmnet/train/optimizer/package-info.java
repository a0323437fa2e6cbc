// SPDX-License-Identifier: Apache-2.0
/** How parameters move: {@link org.ipmnet.train.optimizer.Adam} over the networks' flat arrays. */
package org.ipmnet.train.optimizer;
