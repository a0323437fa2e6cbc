// SPDX-License-Identifier: Apache-2.0
/**
 * The training of BeautyGAN as its published program does it: {@link
 * org.ipmnet.train.beautygan.BeautyGanTraining} is the step, {@link
 * org.ipmnet.train.beautygan.MakeupLoss} the loss that is its own, {@link
 * org.ipmnet.train.beautygan.BeautyGanConfig} what a configuration says about it.
 */
package org.ipmnet.train.beautygan;
