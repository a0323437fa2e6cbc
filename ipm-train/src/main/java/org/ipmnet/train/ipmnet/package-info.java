// SPDX-License-Identifier: Apache-2.0
/**
 * The training of IPM-Net: {@link org.ipmnet.train.ipmnet.IpmNetTraining} is the paper's algorithm,
 * {@link org.ipmnet.train.ipmnet.IpmNetLosses} its losses, {@link
 * org.ipmnet.train.ipmnet.IpmNetConfig} its part of a configuration.
 */
package org.ipmnet.train.ipmnet;
