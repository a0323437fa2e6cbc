// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

/** The largest networks of any kind. */
public final class SizeLimits {
  /** The largest width of a network's first layer. */
  public static final int MOST_DIM = 512;

  /** The most residual blocks of a network. */
  public static final int MOST_RES_BLOCKS = 64;

  /**
   * The most 4x4/2 convolutions of a discriminator, or of a scale of one. Each doubles the least
   * side of an image, as each scale does: the most of both ask for 4096, which is the largest
   * {@code data.size}.
   */
  public static final int MOST_LAYERS = 8;

  private SizeLimits() {}
}
