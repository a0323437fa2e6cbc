// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.beautygan;

import org.ipmnet.core.config.Range;
import org.ipmnet.core.perceptual.VggForm;
import org.ipmnet.core.perceptual.VggInput;

/**
 * The weights of BeautyGAN's losses, key {@code loss}; a loss of weight 0 is not computed. Each
 * weight belongs to every single term: the program's own numbers are halved and multiplied by ten
 * on their way there.
 *
 * @param adversarial least squares, of each direction; 1. It multiplies D's own losses too, which
 *     are half of real and fake, and at 0 no D is trained
 * @param identity L1 of each of the four pictures of G(a, a) and G(b, b) to what it was made of;
 *     program: 2.5; paper: 0
 * @param cycle L1 of G(y2, y1) to the photos, of each direction; program: 5; paper: 10
 * @param perceptual L2 of features, of each direction; program: 0.025; paper: 0.005; at 0 no
 *     network is looked for
 * @param lips makeup loss of the lips, of each direction; 1
 * @param skin the same of the skin; 0.1
 * @param eyes the same around each eye; 1
 * @param perceptualNetwork whose conv4_1 is compared; program: vgg-19; paper: vgg-16
 * @param perceptualInput what it is shown; program: as-is
 * @param eyeBox what becomes of a box that leaves the picture at the top or left; program: empty
 */
public record BeautyGanLossWeights(
    @Range(least = 0) double adversarial,
    @Range(least = 0) double identity,
    @Range(least = 0) double cycle,
    @Range(least = 0) double perceptual,
    @Range(least = 0) double lips,
    @Range(least = 0) double skin,
    @Range(least = 0) double eyes,
    VggForm perceptualNetwork,
    VggInput perceptualInput,
    EyeBoxEdge eyeBox) {}
