// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import org.ipmnet.core.munit.MunitNetworkConfig;
import org.ipmnet.train.optimizer.AdamConfig;

/** What a configuration says about MUNIT alone. */
public record MunitConfig(MunitNetworkConfig network, MunitLoss loss, AdamConfig optimizer) {}
