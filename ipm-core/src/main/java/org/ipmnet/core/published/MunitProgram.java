// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.List;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Discriminator;
import org.ipmnet.core.munit.MunitNetworkConfig;

/** MUNIT's program: an autoencoder and a discriminator a domain. */
public final class MunitProgram extends PublishedProgram<MunitNetworkConfig> {
  /** The program. */
  public MunitProgram() {
    super("munit", "MUNIT's program", MunitNetworkConfig.class, MunitModules.FILES);
  }

  @Override
  MunitNetworkConfig sizes(PublishedFiles found) {
    IpmNetNetworkConfig seen = MunitModules.sizes(found);
    Discriminator d = seen.discriminator();
    return new MunitNetworkConfig(
        seen.dim(),
        seen.style(),
        seen.mlp(),
        seen.generator().resBlocks(),
        seen.padding(),
        new MunitNetworkConfig.Discriminator(d.dim(), d.scales(), d.layers()));
  }

  @Override
  public List<StateDict> dictionaries(MunitNetworkConfig sizes) {
    IpmNetNetworkConfig all = sizes.toNetworkConfig();
    return List.of(
        autoencoder(all, "a"),
        autoencoder(all, "b"),
        MunitModules.discriminator(all, "a", "d_a"),
        MunitModules.discriminator(all, "b", "d_b"));
  }

  private static StateDict autoencoder(IpmNetNetworkConfig sizes, String domain) {
    TensorList list =
        MunitModules.autoencoder(
            sizes, "style_" + domain, "content_" + domain, "decoder_" + domain, "mlp_" + domain);
    return new StateDict(MunitModules.GEN, List.of(domain), list.tensors());
  }
}
