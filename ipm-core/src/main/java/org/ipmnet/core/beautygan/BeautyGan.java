// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import java.util.List;
import org.ipmnet.core.network.Initialisation;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The networks of BeautyGAN.
 *
 * @param generator G, for both directions at once
 * @param madeUp D_A, which judges made-up faces; {@code D_SYMIX} in the program's files
 * @param bare D_B, which judges bare faces; {@code D_MAKEMIX}
 */
public record BeautyGan(Network generator, Network madeUp, Network bare) {
  static final String GENERATOR = "generator";
  static final String MADE_UP = "d_a";
  static final String BARE = "d_b";

  /** Networks of these sizes with all parameters 0. */
  public static BeautyGan of(BeautyGanNetworkConfig sizes, DataType type) {
    return new BeautyGan(
        generator(sizes, type),
        Network.of(MADE_UP, SpectralDiscriminator.graph(sizes, type)),
        Network.of(BARE, SpectralDiscriminator.graph(sizes, type)));
  }

  /** G alone, which is all that transfer needs. */
  public static Network generator(BeautyGanNetworkConfig sizes, DataType type) {
    return Network.of(GENERATOR, BeautyGenerator.graph(sizes, type));
  }

  /**
   * As the program starts: G's convolutions by Xavier, D's as PyTorch's layers do. (The program
   * means Xavier for D as well, but writes to a normed copy that the next application replaces.)
   */
  public BeautyGan initialise(RandomStreams streams) {
    generator.initialise(streams, Initialisation.XAVIER_NORMAL);
    madeUp.initialise(streams, Initialisation.UNIFORM_FAN_IN);
    bare.initialise(streams, Initialisation.UNIFORM_FAN_IN);
    return this;
  }

  /** Both discriminators. */
  public List<Network> discriminators() {
    return List.of(madeUp, bare);
  }

  /** All networks in the order in which they are stored. */
  public List<Network> networks() {
    return List.of(generator, madeUp, bare);
  }
}
