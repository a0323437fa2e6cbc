// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.cyclegan;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.network.SizeLimits;

/** The sizes of CycleGAN's networks, key {@code network}. */
public record CycleGanNetworkConfig(Generator generator, Discriminator discriminator) {

  /** Checks the ranges. */
  public CycleGanNetworkConfig {
    Ranges.of(CycleGanNetworkConfig.class).require(generator, discriminator);
  }

  /**
   * G, key {@code network.generator}.
   *
   * @param dim channels of the first convolution; the innermost have 4 * dim; program: 64
   * @param resBlocks residual blocks; program: 9
   */
  public record Generator(
      @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
      @Range(least = 0, most = SizeLimits.MOST_RES_BLOCKS) int resBlocks) {}

  /**
   * D, key {@code network.discriminator}.
   *
   * @param dim channels of the first convolution; later ones have at most 8 * dim; program: 64
   * @param layers convolutions of stride 2; program: 3, which see 70 x 70 pixels
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
    // After the halvings two convolutions take a pixel each, and G's residual blocks mirror one.
    int least = Math.max(8, 3 << discriminator.layers());
    if (size < least || size % 4 != 0) {
      throw new UserError(
          "data.size %d does not fit the networks: it must be a multiple of 4 and leave 3 pixels behind the discriminator's %d halvings; %d would do",
          size, discriminator.layers(), Math.max(least, (size + 3) / 4 * 4));
    }
  }
}
