// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;

/**
 * The sizes of BeautyGAN's networks, key {@code network} of model {@code beautygan}.
 *
 * @param dim channels of the generator's first convolution; published: 64
 * @param resBlocks residual blocks of 4 dim channels; published: 6
 */
public record BeautyGanNetworkConfig(int dim, int resBlocks, Discriminator discriminator) {
  /** Two 4x4/2 convolutions in a row, and their way back. */
  private static final int FACTOR = 4;

  /** Checks the ranges. */
  public BeautyGanNetworkConfig {
    Require.within("dim", dim, 1, IpmNetNetworkConfig.MOST_DIM);
    Require.within("res-blocks", resBlocks, 0, IpmNetNetworkConfig.MOST_RES_BLOCKS);
  }

  /**
   * D, key {@code network.discriminator}.
   *
   * @param dim channels of the first convolution; published: 64
   * @param layers 4x4/2 convolutions, each but the first with twice as many channels as the one
   *     before; two of stride 1 follow; published: 3
   */
  public record Discriminator(int dim, int layers) {
    /** Checks the ranges. */
    public Discriminator {
      Require.within("dim", dim, 1, IpmNetNetworkConfig.MOST_DIM);
      Require.within("layers", layers, 1, 8);
    }
  }

  /**
   * Checks that an image of this side fits all networks.
   *
   * @param size side in pixels, key {@code data.size}
   * @throws UserError naming the next side that would do
   */
  public void requireSize(int size) {
    int least = Math.max(2 * FACTOR, 3 << discriminator.layers());
    if (size % FACTOR != 0 || size < least) {
      throw new UserError(
          "data.size %d does not fit the networks: it must be a multiple of %d and leave the"
              + " discriminator's %d halvings and two further layers a pixel; %d would do",
          size,
          FACTOR,
          discriminator.layers(),
          Math.max(least, (size + FACTOR - 1) / FACTOR * FACTOR));
    }
  }
}
