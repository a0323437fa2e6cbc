// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import org.ipmnet.core.config.Require;

/**
 * The weights of MUNIT's losses, key {@code loss}; a loss of weight 0 is not computed.
 *
 * @param reconstruction L1 of a picture decoded from its own codes to itself; 10
 * @param style L1 of a made picture's style code to the drawn one; 1
 * @param content L1 of a made picture's content code to that of the photo it was made of; 1
 * @param cycle the style-augmented cycle: L1 of a photo to what its own style makes of the content
 *     of its picture in the other domain; program: 0, or 10 in two of its configurations
 * @param adversarial least squares, summed over scales; 1. It multiplies D's own loss too, and at 0
 *     no D is trained
 * @param perceptual L2 of what a VGG-16 sees in a made picture to what it sees in the photo that
 *     gave the content; program: 0, or 1 in one of its configurations; paper: for pictures of 512
 *     pixels and more
 */
public record MunitLossWeights(
    double reconstruction,
    double style,
    double content,
    double cycle,
    double adversarial,
    double perceptual) {

  /** Checks the ranges. */
  public MunitLossWeights {
    Require.atLeast("reconstruction", reconstruction, 0.0);
    Require.atLeast("style", style, 0.0);
    Require.atLeast("content", content, 0.0);
    Require.atLeast("cycle", cycle, 0.0);
    Require.atLeast("adversarial", adversarial, 0.0);
    Require.atLeast("perceptual", perceptual, 0.0);
  }
}
