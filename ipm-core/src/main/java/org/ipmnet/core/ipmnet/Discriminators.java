// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import java.util.List;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One D for each domain.
 *
 * @param bare D_X, for bare faces
 * @param madeUp D_Y, for made-up faces
 */
public record Discriminators(Network bare, Network madeUp) {

  /** Discriminators of these sizes with all parameters 0. */
  public static Discriminators of(IpmNetNetworkConfig sizes, DataType type) {
    return new Discriminators(
        Network.of("d_x", MultiScaleDiscriminator.graph(sizes, type)),
        Network.of("d_y", MultiScaleDiscriminator.graph(sizes, type)));
  }

  /** Kaiming initialisation, reproducible from the seed. */
  public Discriminators initialise(RandomStreams streams) {
    networks().forEach(network -> network.initialise(streams));
    return this;
  }

  /** Both, in the order in which they are stored. */
  public List<Network> networks() {
    return List.of(bare, madeUp);
  }
}
