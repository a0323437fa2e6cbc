// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.cyclegan;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;

/** The sizes of CycleGAN's networks, key {@code network}. */
public record CycleGanNetworkConfig(Generator generator, Discriminator discriminator) {

  private static final int MOST_LAYERS = 8;

  /**
   * G, key {@code network.generator}.
   *
   * @param dim channels of the first convolution; the innermost have 4 * dim; program: 64
   * @param resBlocks residual blocks; program: 9
   */
  public record Generator(int dim, int resBlocks) {
    /** Checks the ranges. */
    public Generator {
      Require.within("dim", dim, 1, IpmNetNetworkConfig.MOST_DIM);
      Require.within("res-blocks", resBlocks, 0, IpmNetNetworkConfig.MOST_RES_BLOCKS);
    }
  }

  /**
   * D, key {@code network.discriminator}.
   *
   * @param dim channels of the first convolution; later ones have at most 8 * dim; program: 64
   * @param layers convolutions of stride 2; program: 3, which see 70 x 70 pixels
   */
  public record Discriminator(int dim, int layers) {
    /** Checks the ranges. */
    public Discriminator {
      Require.within("dim", dim, 1, IpmNetNetworkConfig.MOST_DIM);
      Require.within("layers", layers, 1, MOST_LAYERS);
    }
  }

  /**
   * Checks that an image of this side fits all networks.
   *
   * @param size side in pixels, key {@code data.size}
   * @throws UserError naming the next side that would do
   */
  public void requireSize(int size) {
    // After the halvings two convolutions take a pixel each, and G's residual blocks mirror one.
    int least = Math.max(8, 3 << discriminator.layers());
    if (size < least || size % 4 != 0) {
      throw new UserError(
          "data.size %d does not fit the networks: it must be a multiple of 4 and leave 3 pixels behind the discriminator's %d halvings; %d would do",
          size, discriminator.layers(), Math.max(least, (size + 3) / 4 * 4));
    }
  }
}
