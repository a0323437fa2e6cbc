// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.List;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.vertex.Padding;

/**
 * The program of IPM-Net's authors, built on MUNIT's: one generator for both domains, which is
 * saved twice, and as their domain a the made-up faces.
 */
public final class ReleaseProgram extends PublishedProgram<IpmNetNetworkConfig> {
  private static final int UNUSED_BLOCKS = 4; // "sf", ResBlocks of 3 channels

  /** The program. */
  public ReleaseProgram() {
    super("release", "the authors' program", IpmNetNetworkConfig.class, MunitModules.FILES);
  }

  @Override
  IpmNetNetworkConfig sizes(PublishedFiles found) {
    return MunitModules.sizes(found);
  }

  @Override
  public boolean builds(IpmNetNetworkConfig sizes) {
    return sizes.padding() == Padding.REFLECT
        && sizes.identityEncoder().norm() == Norm.INSTANCE
        && sizes.identityEncoder().resBlocks() == sizes.generator().resBlocks()
        && sizes.styleEncoder().equals(new IpmNetNetworkConfig.Style(4, 0, Norm.NONE))
        && sizes.generator().norm() == Norm.LAYER
        && sizes.generator().finalConvolution()
        && sizes.generator().residual()
        && sizes.discriminator().norm() == Norm.NONE;
  }

  @Override
  public List<StateDict> dictionaries(IpmNetNetworkConfig sizes) {
    TensorList gen = MunitModules.autoencoder(sizes, "style", "identity", "generator", "mlp");
    for (int i = 0; i < 2 * UNUSED_BLOCKS; i++) {
      String conv = "sf.model." + i / 2 + ".model." + i % 2 + ".conv.";
      gen.unused(conv + "weight", true, 3, 3, 3, 3).unused(conv + "bias", true, 3);
    }
    return List.of(
        new StateDict(MunitModules.GEN, List.of("a", "b"), gen.tensors()),
        MunitModules.discriminator(sizes, "a", "d_y"),
        MunitModules.discriminator(sizes, "b", "d_x"));
  }
}
