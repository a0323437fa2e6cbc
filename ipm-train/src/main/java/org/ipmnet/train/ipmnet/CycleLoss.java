// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;

/**
 * || x - G(E_I(r(g_yx)), S_x, r(g_yx)) ||_1, authors' program: x's own style undoes the transfer.
 */
record CycleLoss(double weight) implements TransferLoss {
  @Override
  public String name() {
    return "cycle";
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return List.of(MeanAbsoluteError.of(t.tape(), t.cycle(), t.target().image()));
  }
}
