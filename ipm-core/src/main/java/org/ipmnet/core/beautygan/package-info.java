// SPDX-License-Identifier: Apache-2.0
/**
 * BeautyGAN (Li et al. 2018) as its published program behaves: one generator that exchanges the
 * makeup of two faces, and a discriminator with spectral norm for each domain. Vertices have the
 * names of the published weight files. Start at {@link org.ipmnet.core.beautygan.BeautyGan}.
 */
package org.ipmnet.core.beautygan;
