// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;

/**
 * L_fore = || f_x - f_xx ||_1, equation (5): the makeup area of the reconstruction; 0 where there
 * is none.
 */
record ForegroundLoss(double weight) implements TransferLoss {
  @Override
  public String name() {
    return "foreground";
  }

  @Override
  public boolean reconstructs() {
    return true;
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return List.of(
        MeanAbsoluteError.of(t.tape(), t.reconstruction(), t.target().image(), t.target().area()));
  }
}
