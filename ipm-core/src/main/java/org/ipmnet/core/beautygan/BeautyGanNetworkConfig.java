// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.beautygan;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.network.SizeLimits;

/**
 * The sizes of BeautyGAN's networks, key {@code network} of model {@code beautygan}.
 *
 * @param dim channels of the generator's first convolution; published: 64
 * @param resBlocks residual blocks of 4 dim channels; published: 6
 */
public record BeautyGanNetworkConfig(
    @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
    @Range(least = 0, most = SizeLimits.MOST_RES_BLOCKS) int resBlocks,
    Discriminator discriminator) {
  /** Two 4x4/2 convolutions in a row, and their way back. */
  private static final int FACTOR = 4;

  /** Checks the ranges. */
  public BeautyGanNetworkConfig {
    Ranges.of(BeautyGanNetworkConfig.class).require(dim, resBlocks, discriminator);
  }

  /**
   * D, key {@code network.discriminator}.
   *
   * @param dim channels of the first convolution; published: 64
   * @param layers 4x4/2 convolutions, each but the first with twice as many channels as the one
   *     before; two of stride 1 follow; published: 3
   */
  public record Discriminator(
      @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
      @Range(least = 1, most = SizeLimits.MOST_LAYERS) int layers) {}

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
