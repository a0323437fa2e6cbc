// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.tape.Scalar;

/** One loss of G, written for one direction of transfer. */
public sealed interface TransferLoss
    permits BackgroundLoss,
        ReconstructionLoss,
        ForegroundLoss,
        IdentityLoss,
        StyleLoss,
        CycleLoss,
        AdversarialLoss,
        PerceptualLoss {

  /** Its key below {@code loss}, and its name in reports. */
  String name();

  /** Its weight. */
  double weight();

  /** Whether it asks for {@link Transfer#reconstruction}. */
  default boolean reconstructs() {
    return false;
  }

  /** Records the unweighted loss. */
  List<Scalar> of(Transfer transfer);

  /**
   * The losses with a weight above 0. Their order fixes the order in which the networks are
   * applied, and so that in which running statistics move.
   *
   * @param perceptual R; null when the perceptual weight is 0
   */
  static List<TransferLoss> of(IpmNetLossWeights weights, PerceptualNetwork perceptual) {
    List<TransferLoss> losses = new ArrayList<>();
    losses.add(new BackgroundLoss(weights.background()));
    losses.add(new ReconstructionLoss(weights.reconstruction()));
    losses.add(new ForegroundLoss(weights.foreground()));
    losses.add(new IdentityLoss(weights.identity()));
    losses.add(new StyleLoss(weights.style()));
    losses.add(new CycleLoss(weights.cycle()));
    losses.add(new AdversarialLoss(weights.adversarial(), weights.adversarialForm()));
    losses.add(new PerceptualLoss(weights.perceptual(), perceptual)); // last: its arrays go first
    losses.removeIf(loss -> loss.weight() == 0);
    return List.copyOf(losses);
  }
}
