// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;

/** R of equation (2): what two pictures of one face have in common. It is never trained. */
@FunctionalInterface
public interface PerceptualNetwork {
  /**
   * R(x), differentiable in x; of a constant nothing is recorded.
   *
   * @param photos x, RGB in [-1, 1], [batch, 3, h, w]
   */
  Variable features(Tape tape, Variable photos);
}
