// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.Range;
import org.ipmnet.train.adversarial.AdversarialForm;

/**
 * The weights of all losses, key {@code loss}; a loss of weight 0 is not built.
 *
 * @param perceptual equation (2); at 0 its network R is neither looked for nor loaded
 * @param background equation (3)
 * @param reconstruction equation (4)
 * @param foreground equation (5)
 * @param identity equation (6)
 * @param style equation (7)
 * @param cycle the authors' program only: g back to x
 * @param adversarial equation (8); it multiplies D's own loss too, and at 0 no D is built
 * @param r1 gradient penalty on D, which then has no norm; the authors' program only; the
 *     adversarial weight multiplies it too
 * @param adversarialForm paper: log; authors' program: least-squares
 * @param styleSource which style the style loss and the cross images use; paper: reference;
 *     authors' program: random
 */
public record IpmNetLossWeights(
    @Range(least = 0) double perceptual,
    @Range(least = 0) double background,
    @Range(least = 0) double reconstruction,
    @Range(least = 0) double foreground,
    @Range(least = 0) double identity,
    @Range(least = 0) double style,
    @Range(least = 0) double cycle,
    @Range(least = 0) double adversarial,
    @Range(least = 0) double r1,
    AdversarialForm adversarialForm,
    @Default("reference") StyleSource styleSource) {}
