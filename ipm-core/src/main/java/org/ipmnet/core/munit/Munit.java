// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.munit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.ipmnet.MultiScaleDiscriminator;
import org.ipmnet.core.network.Initialisation;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * MUNIT's networks: an autoencoder and a discriminator a domain, nothing shared. Domain a is bare
 * faces, b made-up ones.
 *
 * @param a decodes to bare faces
 * @param b decodes to made-up faces
 * @param discriminatorA judges bare faces, [batch, 3, h, w] to one map of logits a scale
 * @param discriminatorB judges made-up faces
 */
public record Munit(Autoencoder a, Autoencoder b, Network discriminatorA, Network discriminatorB) {

  /** Networks of these sizes with all parameters 0. */
  public static Munit of(MunitNetworkConfig sizes, DataType type) {
    return new Munit(
        Autoencoder.of("a", sizes.toNetworkConfig(), type),
        Autoencoder.of("b", sizes.toNetworkConfig(), type),
        Network.of("d_a", MultiScaleDiscriminator.graph(sizes.toNetworkConfig(), type)),
        Network.of("d_b", MultiScaleDiscriminator.graph(sizes.toNetworkConfig(), type)));
  }

  /** The graphs of both autoencoders by their networks' names. */
  public static Map<String, ComputationGraphConfiguration> graphs(
      MunitNetworkConfig sizes, DataType type) {
    Map<String, ComputationGraphConfiguration> graphs = new LinkedHashMap<>();
    graphs.putAll(Autoencoder.graphs("a", sizes.toNetworkConfig(), type));
    graphs.putAll(Autoencoder.graphs("b", sizes.toNetworkConfig(), type));
    return graphs;
  }

  /** The program's initialisation, reproducible from the seed: Kaiming; D normal. */
  public Munit initialise(RandomStreams streams) {
    autoencoders().forEach(network -> network.initialise(streams));
    discriminators()
        .forEach(network -> network.initialise(streams, Initialisation.NORMAL_2_PERCENT));
    return this;
  }

  /** What one optimiser moves: encoders, MLPs and decoders. */
  public List<Network> autoencoders() {
    return Stream.concat(a.networks().stream(), b.networks().stream()).toList();
  }

  /** Both D. */
  public List<Network> discriminators() {
    return List.of(discriminatorA, discriminatorB);
  }

  /** All networks in the order in which they are stored. */
  public List<Network> networks() {
    return Stream.concat(autoencoders().stream(), discriminators().stream()).toList();
  }
}
