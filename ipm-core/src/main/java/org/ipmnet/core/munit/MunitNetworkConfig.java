// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.munit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.network.SizeLimits;
import org.ipmnet.core.vertex.Padding;

/**
 * The sizes of MUNIT's networks, key {@code network}; the values in brackets are the program's.
 *
 * @param dim channels of the first ConvBlock of each encoder (64); the innermost have 4 * dim
 * @param style length of the style code (8)
 * @param mlp width of the MLP's hidden layers (256)
 * @param resBlocks residual blocks of the content encoder and of the decoder each (4)
 * @param padding what lies beyond the border (reflect)
 */
public record MunitNetworkConfig(
    @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
    @Range(least = 1, most = IpmNetNetworkConfig.MOST_STYLE) int style,
    @Range(least = 1, most = IpmNetNetworkConfig.MOST_MLP) int mlp,
    @Range(least = 1, most = SizeLimits.MOST_RES_BLOCKS) int resBlocks,
    Padding padding,
    Discriminator discriminator) {

  private static final int STYLE_HALVINGS = 4;

  /** Checks the ranges. */
  public MunitNetworkConfig {
    Ranges.of(MunitNetworkConfig.class).require(dim, style, mlp, resBlocks, padding, discriminator);
  }

  /**
   * D, key {@code network.discriminator}.
   *
   * @param dim channels of the first ConvBlock, doubled by each further one (64)
   * @param scales how many sizes of the image are judged (3)
   * @param layers 4x4/2 ConvBlocks a scale (4)
   */
  public record Discriminator(
      @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
      @Range(least = 1, most = IpmNetNetworkConfig.MOST_SCALES) int scales,
      @Range(least = 1, most = SizeLimits.MOST_LAYERS) int layers) {}

  /** The sizes of an autoencoder and of a D in IPM-Net's terms. */
  @JsonIgnore
  public IpmNetNetworkConfig toNetworkConfig() {
    return new IpmNetNetworkConfig(
        dim,
        style,
        mlp,
        padding,
        new IpmNetNetworkConfig.Identity(resBlocks, Norm.INSTANCE),
        new IpmNetNetworkConfig.Style(STYLE_HALVINGS, 0, Norm.NONE),
        new IpmNetNetworkConfig.Decoder(resBlocks, Norm.LAYER, false, false),
        new IpmNetNetworkConfig.Discriminator(
            discriminator.dim(), discriminator.scales(), discriminator.layers(), Norm.NONE));
  }

  /**
   * Checks that an image of this side fits all networks.
   *
   * @param size side in pixels, key {@code data.size}
   * @throws UserError naming the next side that would do
   */
  public void requireSize(int size) {
    toNetworkConfig().requireSize(size);
  }
}
