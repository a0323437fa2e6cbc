// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import static org.ipmnet.core.network.SizeLimits.MOST_LAYERS;
import static org.ipmnet.core.network.SizeLimits.MOST_RES_BLOCKS;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig.Discriminator;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig.Generator;
import org.ipmnet.core.cyclegan.PatchDiscriminator;
import org.ipmnet.core.cyclegan.ResNetGenerator;
import org.nd4j.linalg.api.buffer.DataType;

/** CycleGAN's program: a file a network, whose modules have the names of our vertices. */
public final class CycleGanProgram extends PublishedProgram<CycleGanNetworkConfig> {
  private static final String G_A = "*_net_G_A.pth";
  private static final String G_B = "*_net_G_B.pth";
  private static final String D_A = "*_net_D_A.pth";
  private static final String D_B = "*_net_D_B.pth";

  /** The program. */
  public CycleGanProgram() {
    super(
        "cyclegan",
        "CycleGAN's program",
        CycleGanNetworkConfig.class,
        new SavedFiles(
            "\\d{1,9}|latest",
            "latest",
            List.of(
                SavedFiles.Group.needed(G_A),
                new SavedFiles.Group("removal does not work, and it begins anew", List.of(G_B)),
                SavedFiles.Group.discriminators(D_A, D_B)),
            null,
            "Adam and the pools begin anew"));
  }

  @Override
  CycleGanNetworkConfig sizes(PublishedFiles found) {
    SeenSizes g = found.sizes(G_A, null);
    int dim = g.side("model.1.weight", 0);
    int blocks = g.count(i -> "model." + (10 + i) + ".conv_block.1.weight", 0, MOST_RES_BLOCKS);
    Discriminator judge = new Discriminator(dim, 3);
    if (found.has(D_A)) {
      SeenSizes d = found.sizes(D_A, null);
      judge =
          new Discriminator(
              d.side("model.0.weight", 0),
              d.count(i -> "model." + (5 + 3 * i) + ".weight", 1, MOST_LAYERS));
    }
    return new CycleGanNetworkConfig(new Generator(dim, blocks), judge);
  }

  @Override
  public List<StateDict> dictionaries(CycleGanNetworkConfig sizes) {
    ComputationGraphConfiguration g = ResNetGenerator.graph(sizes.generator(), DataType.FLOAT);
    ComputationGraphConfiguration d =
        PatchDiscriminator.graph(sizes.discriminator(), DataType.FLOAT);
    return List.of(
        StateDict.of(G_A, "g_a", g),
        StateDict.of(G_B, "g_b", g),
        StateDict.of(D_A, "d_a", d),
        StateDict.of(D_B, "d_b", d));
  }
}
