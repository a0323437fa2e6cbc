// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;

/** L_back = || b_x - b_yx ||_1, equation (3): what the mask keeps stays as it was. */
record BackgroundLoss(double weight) implements TransferLoss {
  @Override
  public String name() {
    return "background";
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return List.of(
        MeanAbsoluteError.of(t.tape(), t.result(), t.target().image(), t.target().kept()));
  }
}
