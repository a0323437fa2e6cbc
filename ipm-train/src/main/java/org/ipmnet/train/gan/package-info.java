// SPDX-License-Identifier: Apache-2.0
/**
 * The algorithm: {@link org.ipmnet.train.gan.MakeupTraining} updates D, then G with E_I, E_S and
 * the MLP, once an iteration.
 */
package org.ipmnet.train.gan;
