// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;

/** L_identity = || I_x - E_I(g_yx * m_x + t_x) ||_1, equation (6); no side is detached. */
record IdentityLoss(double weight) implements TransferLoss {
  @Override
  public String name() {
    return "identity";
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return List.of(MeanAbsoluteError.of(t.tape(), t.identityOfResult(), t.target().code()));
  }
}
