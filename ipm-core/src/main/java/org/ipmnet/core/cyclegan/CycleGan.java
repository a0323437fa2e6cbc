// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.cyclegan;

import java.util.List;
import org.ipmnet.core.network.Initialisation;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * CycleGAN's networks, by the published program's names: domain a is bare faces, b made-up ones.
 *
 * @param generatorA G_A, makes b of a
 * @param generatorB G_B, makes a of b
 * @param discriminatorA D_A, judges b
 * @param discriminatorB D_B, judges a
 */
public record CycleGan(
    Network generatorA, Network generatorB, Network discriminatorA, Network discriminatorB) {

  /** Networks of these sizes with all parameters 0. */
  public static CycleGan of(CycleGanNetworkConfig sizes, DataType type) {
    return new CycleGan(
        Network.of("g_a", ResNetGenerator.graph(sizes.generator(), type)),
        Network.of("g_b", ResNetGenerator.graph(sizes.generator(), type)),
        Network.of("d_a", PatchDiscriminator.graph(sizes.discriminator(), type)),
        Network.of("d_b", PatchDiscriminator.graph(sizes.discriminator(), type)));
  }

  /** The program's initialisation, reproducible from the seed. */
  public CycleGan initialise(RandomStreams streams) {
    networks().forEach(network -> network.initialise(streams, Initialisation.NORMAL_2_PERCENT));
    return this;
  }

  /** Both G. */
  public List<Network> generators() {
    return List.of(generatorA, generatorB);
  }

  /** Both D. */
  public List<Network> discriminators() {
    return List.of(discriminatorA, discriminatorB);
  }

  /** All networks in the order in which they are stored. */
  public List<Network> networks() {
    return List.of(generatorA, generatorB, discriminatorA, discriminatorB);
  }
}
