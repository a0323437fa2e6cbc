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
 * @param truth how far g is from the true result, in the makeup area; synthetic pairs alone have
 *     one
 * @param change how far what another style changes is from what the truth changes, there too
 * @param balance what counts alike in {@code foreground}, {@code truth} and {@code change}; paper:
 *     pixels
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
    @Default("reference") StyleSource styleSource,
    @Default("0") @Range(least = 0) double truth,
    @Default("0") @Range(least = 0) double change,
    @Default("pixels") AreaBalance balance) {

  /** Without the losses that photos have no truth for. */
  public IpmNetLossWeights(
      double perceptual,
      double background,
      double reconstruction,
      double foreground,
      double identity,
      double style,
      double cycle,
      double adversarial,
      double r1,
      AdversarialForm adversarialForm,
      StyleSource styleSource) {
    this(
        perceptual,
        background,
        reconstruction,
        foreground,
        identity,
        style,
        cycle,
        adversarial,
        r1,
        adversarialForm,
        styleSource,
        0,
        0,
        AreaBalance.PIXELS);
  }

  /** Whether any loss is over the makeup area. */
  boolean looksAtArea() {
    return foreground > 0 || looksAtTruth();
  }

  /** Whether any loss wants to know true results. */
  boolean looksAtTruth() {
    return truth > 0 || change > 0;
  }

  /** Whether that area's pixels are weighted. */
  boolean isBalanced() {
    return balance == AreaBalance.REGIONS && looksAtArea();
  }
}
