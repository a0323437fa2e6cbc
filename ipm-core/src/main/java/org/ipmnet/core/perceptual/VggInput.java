// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

/** How a picture is scaled for a VGG; key {@code loss.perceptual-input}. */
public enum VggInput {
  /** RGB in [-1, 1] as it is: BeautyGAN's program, whose VGG was trained on something else. */
  AS_IS,
  /**
   * What the network was trained on: BGR in 0..255 minus a mean, or ImageNet's mean and deviation.
   */
  AS_TRAINED
}
