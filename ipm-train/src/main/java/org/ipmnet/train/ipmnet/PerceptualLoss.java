// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.tape.MeanAbsoluteError;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Variable;

/**
 * L_per = || R(x) - R(g_yx) ||_1, equation (2): what R sees of the person stays as it was. R(x) is
 * a constant.
 *
 * @param network R; null at weight 0
 */
record PerceptualLoss(double weight, PerceptualNetwork network) implements TransferLoss {
  PerceptualLoss {
    if (weight > 0 && network == null) {
      throw new IllegalArgumentException("a perceptual loss needs its network");
    }
  }

  @Override
  public String name() {
    return "perceptual";
  }

  @Override
  public List<Scalar> of(Transfer t) {
    Variable photo = network.features(t.tape(), t.target().image());
    Variable result = network.features(t.tape(), t.result());
    return List.of(MeanAbsoluteError.of(t.tape(), result, photo));
  }
}
