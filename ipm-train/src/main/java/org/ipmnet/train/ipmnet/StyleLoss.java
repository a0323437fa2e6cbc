// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;

/**
 * L_style = || S_y - E_S(g_yx) ||_1, equation (7); no side is detached. The authors' program has
 * the random vector that made g_yx in place of S_y.
 */
record StyleLoss(double weight) implements TransferLoss {
  @Override
  public String name() {
    return "style";
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return List.of(MeanAbsoluteError.of(t.tape(), t.styleOfResult(), t.reference().lentStyle()));
  }
}
