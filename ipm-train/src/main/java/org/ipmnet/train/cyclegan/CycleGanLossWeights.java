// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import org.ipmnet.core.config.Range;

/**
 * The weights of CycleGAN's losses, key {@code loss}; a loss of weight 0 is not computed.
 *
 * @param adversarial least squares; program and paper: 1. It multiplies D's own loss too, and at 0
 *     no D is trained
 * @param cycle L1 of G_B(G_A(a)) to a, and of G_A(G_B(b)) to b; program and paper: 10
 * @param identity L1 of G_A(b) to b, and of G_B(a) to a; program: 5 (half of the cycle's); paper: 0
 *     except for paintings
 * @param pool made pictures that D is shown again, for each direction; program and paper: 50; 0 for
 *     the newest only
 */
public record CycleGanLossWeights(
    @Range(least = 0) double adversarial,
    @Range(least = 0) double cycle,
    @Range(least = 0) double identity,
    @Range(least = 0, most = 10_000) int pool) {}
