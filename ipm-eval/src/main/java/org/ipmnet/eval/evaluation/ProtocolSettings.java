// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.util.OptionalLong;
import org.ipmnet.core.config.Require;
import org.ipmnet.eval.protocol.EvaluationSplit;

/**
 * How the paper's protocol is carried out.
 *
 * @param split which faces of the data
 * @param runs how often each bare face is made up, at least 1
 * @param seed of the random references; without one the first model's own
 */
public record ProtocolSettings(EvaluationSplit.Part split, int runs, OptionalLong seed) {
  /** Checks the range. */
  public ProtocolSettings {
    Require.atLeast("runs", runs, 1);
  }

  /** The seed of all draws. */
  long seedOr(long own) {
    return seed.orElse(own);
  }
}
