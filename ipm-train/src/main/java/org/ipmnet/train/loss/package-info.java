// SPDX-License-Identifier: Apache-2.0
/**
 * The losses, one file an equation: {@link org.ipmnet.train.loss.TransferLoss} says what each is
 * computed from; {@link org.ipmnet.train.loss.LossWeights} are their weights.
 */
package org.ipmnet.train.loss;
