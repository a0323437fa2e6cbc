// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.adversarial.AdversarialForm.Verdict;

/**
 * G's side of L_adv, equation (8), non-saturating: D takes g_yx for a photo; summed over scales.
 */
record AdversarialLoss(double weight, AdversarialForm form) implements TransferLoss {
  @Override
  public String name() {
    return "adversarial";
  }

  @Override
  public List<Scalar> of(Transfer t) {
    return t.judged().stream().map(logits -> form.of(t.tape(), logits, Verdict.REAL)).toList();
  }
}
