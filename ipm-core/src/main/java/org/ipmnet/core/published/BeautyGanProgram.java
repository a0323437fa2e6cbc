// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import static org.ipmnet.core.network.SizeLimits.MOST_LAYERS;
import static org.ipmnet.core.network.SizeLimits.MOST_RES_BLOCKS;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig;
import org.ipmnet.core.beautygan.BeautyGanNetworkConfig.Discriminator;
import org.ipmnet.core.beautygan.BeautyGenerator;
import org.ipmnet.core.beautygan.SpectralDiscriminator;
import org.nd4j.linalg.api.buffer.DataType;

/** BeautyGAN's program: a file a network, whose modules have the names of our vertices. */
public final class BeautyGanProgram extends PublishedProgram<BeautyGanNetworkConfig> {
  private static final String G = "*_G.pth";
  private static final String MADE_UP = "*_D_SYMIX.pth"; // D_A
  private static final String BARE = "*_D_MAKEMIX.pth"; // D_B

  /** The program. */
  public BeautyGanProgram() {
    super(
        "beautygan",
        "BeautyGAN's program",
        BeautyGanNetworkConfig.class,
        new SavedFiles(
            "\\d{1,9}_\\d{1,9}",
            "EPOCH_ITERATION",
            List.of(SavedFiles.Group.needed(G), SavedFiles.Group.discriminators(MADE_UP, BARE)),
            null,
            "Adam begins anew"));
  }

  @Override
  BeautyGanNetworkConfig sizes(PublishedFiles found) {
    SeenSizes g = found.sizes(G, null);
    int dim = g.side("Branch_0.0.weight", 0);
    int blocks = g.count(i -> "main." + (3 + i) + ".main.0.weight", 0, MOST_RES_BLOCKS);
    Discriminator judge = new Discriminator(dim, 3);
    if (found.has(MADE_UP)) {
      SeenSizes d = found.sizes(MADE_UP, null);
      judge =
          new Discriminator(
              d.side("main.0.weight_bar", 0),
              d.count(i -> "main." + 2 * (1 + i) + ".weight_bar", 1, MOST_LAYERS));
    }
    return new BeautyGanNetworkConfig(dim, blocks, judge);
  }

  @Override
  public List<StateDict> dictionaries(BeautyGanNetworkConfig sizes) {
    ComputationGraphConfiguration d = SpectralDiscriminator.graph(sizes, DataType.FLOAT);
    return List.of(
        StateDict.of(G, "generator", BeautyGenerator.graph(sizes, DataType.FLOAT)),
        StateDict.of(MADE_UP, "d_a", d),
        StateDict.of(BARE, "d_b", d));
  }
}
