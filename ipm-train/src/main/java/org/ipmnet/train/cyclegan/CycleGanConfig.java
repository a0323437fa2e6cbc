// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;

/** What a configuration says about CycleGAN alone. */
public record CycleGanConfig(
    CycleGanNetworkConfig network, CycleGanLoss loss, CycleGanOptimizer optimizer) {}
