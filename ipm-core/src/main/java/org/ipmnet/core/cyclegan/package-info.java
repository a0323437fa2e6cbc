// SPDX-License-Identifier: Apache-2.0
/**
 * The networks of CycleGAN (Zhu et al. 2017): two generators, two discriminators, see {@link
 * org.ipmnet.core.cyclegan.CycleGan}.
 */
package org.ipmnet.core.cyclegan;
