// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;

/** L_recon = || x - g_xx ||_1, equation (4): one's own style gives back the photo. */
record ReconstructionLoss(double weight) implements TransferLoss {
  @Override
  public String name() {
    return "reconstruction";
  }

  @Override
  public boolean reconstructs() {
    return true;
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return List.of(MeanAbsoluteError.of(t.tape(), t.reconstruction(), t.target().image()));
  }
}
