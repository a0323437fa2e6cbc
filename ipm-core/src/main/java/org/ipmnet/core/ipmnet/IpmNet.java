// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import java.util.List;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What makes a picture, equation (1): g = G(E_I(r_x), E_S(y)) + r_x. One set of networks serves
 * both domains.
 *
 * @param identity E_I
 * @param style E_S
 * @param mlp from a style code to the AdaIN parameters
 * @param generator G
 * @param pooling what E_S reads beside a photo
 * @param areaReduction how many pixels of a photo's side are one of the maps that it reads then
 * @param tones whether G reads the target's areas beside r_x
 * @param colourPath whether the networks begin with a {@link ColourPath}
 */
public record IpmNet(
    Network identity,
    Network style,
    Network mlp,
    Network generator,
    IpmNetNetworkConfig.Pooling pooling,
    int areaReduction,
    boolean tones,
    boolean colourPath) {

  /** Networks of these sizes with all parameters 0. */
  public static IpmNet of(IpmNetNetworkConfig sizes, DataType type) {
    return new IpmNet(
        Network.of("identity", IdentityEncoder.graph(sizes, type)),
        Network.of("style", StyleEncoder.graph(sizes, type)),
        Network.of("mlp", StyleMlp.graph(sizes, type)),
        Network.of("generator", Generator.graph(sizes, type)),
        sizes.styleEncoder().pooling(),
        StyleEncoder.reduction(sizes),
        sizes.generator().tones(),
        ColourPath.fits(sizes));
  }

  /** Whether E_S reads a face's areas beside its photo. */
  public boolean readsAreas() {
    return pooling.readsAreas();
  }

  /**
   * Kaiming initialisation, reproducible from the seed; with a {@link ColourPath} where it fits.
   */
  public IpmNet initialise(RandomStreams streams) {
    networks().forEach(network -> network.initialise(streams));
    if (colourPath) {
      ColourPath.lay(style, mlp, generator);
    }
    return this;
  }

  /** All networks in the order in which they are stored. */
  public List<Network> networks() {
    return List.of(identity, style, mlp, generator);
  }
}
