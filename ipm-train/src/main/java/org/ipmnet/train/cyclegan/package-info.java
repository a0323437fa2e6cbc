// SPDX-License-Identifier: Apache-2.0
/**
 * The training of CycleGAN: {@link org.ipmnet.train.cyclegan.CycleGanTraining} is its step, {@link
 * org.ipmnet.train.cyclegan.CycleGanConfig} its part of a configuration.
 */
package org.ipmnet.train.cyclegan;
