// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.DefaultKey;
import org.ipmnet.core.config.Range;
import org.ipmnet.core.config.Ranges;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.network.SizeLimits;
import org.ipmnet.core.vertex.Padding;

/**
 * The sizes of all networks, key {@code network}. spec: "Networks (widths for dim = 64)".
 *
 * @param dim channels of the first ConvBlock of all but D; the innermost have 4 * dim
 * @param style length of the style code S
 * @param mlp width of the MLP's hidden layers
 * @param padding what lies beyond the border
 */
public record IpmNetNetworkConfig(
    @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
    @Range(least = 1, most = IpmNetNetworkConfig.MOST_STYLE) int style,
    @Range(least = 1, most = IpmNetNetworkConfig.MOST_MLP) int mlp,
    Padding padding,
    Identity identityEncoder,
    Style styleEncoder,
    Decoder generator,
    Discriminator discriminator) {

  /** The longest style code. */
  public static final int MOST_STYLE = 2048;

  /** The widest hidden layer of the MLP. */
  public static final int MOST_MLP = 2048;

  /** The most 4x4/2 ConvBlocks of E_S. */
  public static final int MOST_DOWNSAMPLINGS = 8;

  /** The most scales of D. */
  public static final int MOST_SCALES = 5;

  /** The code has a quarter of the side; what is mirrored around it needs 2 pixels. */
  private static final int LEAST_SIZE = 8;

  /** Checks the ranges. */
  public IpmNetNetworkConfig {
    Ranges.of(IpmNetNetworkConfig.class)
        .require(dim, style, mlp, padding, identityEncoder, styleEncoder, generator, discriminator);
    if (styleEncoder.pooling().readsAreas() && style % FaceArea.COUNT != 0) {
      throw new UserError(
          "style must be a multiple of %d, the number of areas, with style-encoder.pooling: regions; found %d",
          FaceArea.COUNT, style);
    }
  }

  /**
   * E_I, key {@code network.identity-encoder}.
   *
   * @param resBlocks paper: 1; authors' program: 4
   * @param norm paper: batch; authors' program: instance
   */
  public record Identity(
      @Range(least = 0, most = SizeLimits.MOST_RES_BLOCKS) int resBlocks, Norm norm) {}

  /**
   * E_S, key {@code network.style-encoder}.
   *
   * @param downsamplings 4x4/2 ConvBlocks; paper: 2; authors' program: 4
   * @param resBlocks paper: 3; authors' program: 0
   * @param norm paper: batch; authors' program: none
   * @param pooling paper and authors' program: global
   */
  public record Style(
      @Range(least = 1, most = IpmNetNetworkConfig.MOST_DOWNSAMPLINGS) int downsamplings,
      @Range(least = 0, most = SizeLimits.MOST_RES_BLOCKS) int resBlocks,
      Norm norm,
      @Default("global") Pooling pooling) {

    /** One that means over all of the picture. */
    public Style(int downsamplings, int resBlocks, Norm norm) {
      this(downsamplings, resBlocks, norm, Pooling.GLOBAL);
    }
  }

  /** What S is the mean of. */
  public enum Pooling {
    /** All of the picture. */
    GLOBAL,
    /** Each {@link FaceArea} by itself, as it differs from the skin: S has a part for each. */
    REGIONS,
    /** The same with the skin and its own mean colour beside each area. */
    REGIONS_AND_SKIN;

    /** Whether S has a part for each area. */
    public boolean readsAreas() {
      return this != GLOBAL;
    }

    /** How many maps of weights E_S reads beside a photo. */
    public int areaMaps() {
      return ordinal() * FaceArea.COUNT;
    }
  }

  /**
   * G, key {@code network.generator}.
   *
   * @param resBlocks AdaIN residual blocks, 4
   * @param norm of the ConvBlocks after upsampling; paper: batch; authors' program: layer
   * @param finalConvolution a 7x7 convolution over the sum with r_x; authors' program only
   * @param residual whether r_x is added to what the convolutions make, equation (1); without it G
   *     knows the target by its code alone
   * @param tones whether the style gives each {@link FaceArea} of the target a tone of its own,
   *     which is added too; not in the paper
   */
  public record Decoder(
      @Range(least = 1, most = SizeLimits.MOST_RES_BLOCKS) int resBlocks,
      Norm norm,
      boolean finalConvolution,
      @Default("true") boolean residual,
      @Default("false") boolean tones) {

    /** One that knows no areas. */
    public Decoder(int resBlocks, Norm norm, boolean finalConvolution, boolean residual) {
      this(resBlocks, norm, finalConvolution, residual, false);
    }
  }

  /**
   * D, key {@code network.discriminator}.
   *
   * @param dim channels of the first ConvBlock, doubled by each further one; where it is left out
   *     that of the other networks
   * @param scales how many sizes of the image are judged, 3
   * @param layers 4x4/2 ConvBlocks a scale, 4
   * @param norm none
   */
  public record Discriminator(
      @DefaultKey("dim") @Range(least = 1, most = SizeLimits.MOST_DIM) int dim,
      @Range(least = 1, most = MOST_SCALES) int scales,
      @Range(least = 1, most = SizeLimits.MOST_LAYERS) int layers,
      Norm norm) {}

  /** Channels of the identity code: 4 * dim. */
  @JsonIgnore
  public int codeChannels() {
    return 4 * dim;
  }

  /**
   * Checks that an image of this side fits all networks.
   *
   * @param size side in pixels, key {@code data.size}
   * @throws UserError naming the next side that would do
   */
  public void requireSize(int size) {
    if (fits(size)) {
      return;
    }
    int next = Math.max(4, (size + 3) / 4 * 4);
    while (!fits(next)) {
      next += 4;
    }
    throw new UserError(
        "data.size %d does not fit the networks: it must be a multiple of 4 and leave 2 pixels before"
            + " each halving of the style encoder and of the discriminator's %d scales; %d would do",
        size, discriminator.scales(), next);
  }

  /** Whether 2 pixels are left before each of so many 4x4/2 convolutions. */
  private static boolean halves(int side, int times) {
    return side >> Math.max(0, times - 1) >= 2;
  }

  private boolean fits(int size) {
    if (size < LEAST_SIZE || size % 4 != 0 || !halves(size, styleEncoder.downsamplings())) {
      return false;
    }
    if (styleEncoder.resBlocks() > 0 && size >> styleEncoder.downsamplings() < 2) {
      return false;
    }
    int scale = size;
    for (int s = 0; s < discriminator.scales(); s++) {
      if (!halves(scale, discriminator.layers())) {
        return false;
      }
      scale = (scale - 1) / 2 + 1;
    }
    return true;
  }
}
