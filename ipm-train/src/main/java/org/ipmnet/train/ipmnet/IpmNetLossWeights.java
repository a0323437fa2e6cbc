// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.Require;
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

  /** Checks the ranges. */
  public IpmNetLossWeights {
    Require.atLeast("perceptual", perceptual, 0.0);
    Require.atLeast("background", background, 0.0);
    Require.atLeast("reconstruction", reconstruction, 0.0);
    Require.atLeast("foreground", foreground, 0.0);
    Require.atLeast("identity", identity, 0.0);
    Require.atLeast("style", style, 0.0);
    Require.atLeast("cycle", cycle, 0.0);
    Require.atLeast("adversarial", adversarial, 0.0);
    Require.atLeast("r1", r1, 0.0);
  }

  /**
   * Gives a tree the keys that it may leave out.
   *
   * @param prefix such as {@code "loss."}
   */
  public static ConfigTree withOptionalKeys(ConfigTree tree, String prefix) {
    return tree.orElse(prefix + "style-source", ConfigTree.hyphenated(StyleSource.REFERENCE));
  }
}
