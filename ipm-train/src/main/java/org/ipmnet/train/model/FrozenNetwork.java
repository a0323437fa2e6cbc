// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import org.ipmnet.core.network.Network;

/**
 * The pretrained network whose features a loss compares; it is not trained.
 *
 * @param key where its weights come from, such as {@code weights.vggface2}
 * @param checksum of its weights
 */
public record FrozenNetwork(String key, Network network, long checksum) {}
