// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import org.ipmnet.core.config.Range;

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
    @Range(least = 0) double reconstruction,
    @Range(least = 0) double style,
    @Range(least = 0) double content,
    @Range(least = 0) double cycle,
    @Range(least = 0) double adversarial,
    @Range(least = 0) double perceptual) {}
