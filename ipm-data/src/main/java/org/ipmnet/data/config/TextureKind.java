// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

/** Where the texture t comes from; key {@code data.texture}. */
public enum TextureKind {
  FRACTIONAL_DIFFERENTIAL,
  HIGH_CONTRAST,
  SOBEL,
  /** Ready-made pictures in a {@code textures} folder. */
  FILES,
  /** t is 0 everywhere. */
  NONE
}
