// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import org.ipmnet.core.network.Network;

/**
 * A network that a loss looks through and nobody trains.
 *
 * @param key where its weights come from, such as {@code weights.vggface2}
 * @param checksum tells its weights apart
 */
public record FrozenNetwork(String key, Network network, long checksum) {}
