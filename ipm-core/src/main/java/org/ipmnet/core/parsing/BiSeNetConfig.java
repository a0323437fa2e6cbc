// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;

/**
 * Size of a face parser.
 *
 * @param classes what it tells apart: the values of the data's label scheme; published 19
 * @param width channels of the first stage, all others are multiples of it; published 64
 */
public record BiSeNetConfig(
    @Range(least = 2, most = 256) int classes,
    @Range(least = 1, most = BiSeNetConfig.MOST_WIDTH) int width) {
  /** Sides of images must be multiples of this: the coarsest features are that much smaller. */
  public static final int STRIDE = 32;

  /** The largest width. */
  public static final int MOST_WIDTH = 512;

  /** The published one's. */
  public static final BiSeNetConfig PUBLISHED = new BiSeNetConfig(19, 64);

  /** Checks the ranges. */
  public BiSeNetConfig {
    Ranges.of(BiSeNetConfig.class).require(classes, width);
  }

  /**
   * Checks the side of images.
   *
   * @param key how the message calls it
   * @throws UserError unless it is a multiple of {@value #STRIDE}
   */
  public static void requireSide(String key, int side) {
    if (side < STRIDE || side % STRIDE != 0) {
      throw new UserError("%s must be a multiple of %d, found %d", key, STRIDE, side);
    }
  }
}
