// SPDX-License-Identifier: Apache-2.0
/**
 * What the networks of every model are made and run with: {@link org.ipmnet.core.network.Flow}
 * writes a graph block by block, {@link org.ipmnet.core.network.Network} holds its parameters,
 * {@link org.ipmnet.core.network.ForwardPass} applies it in training and {@link
 * org.ipmnet.core.network.Inference} afterwards.
 */
package org.ipmnet.core.network;
