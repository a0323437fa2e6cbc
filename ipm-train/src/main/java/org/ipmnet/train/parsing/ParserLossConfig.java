// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;

/**
 * The loss of a parser, key {@code loss}.
 *
 * @param threshold probability of the true class from which on a pixel is easy; published 0.7
 * @param leastShare share of a batch's pixels that always counts; published 0.0625, a sixteenth
 */
public record ParserLossConfig(double threshold, double leastShare) {
  /** Checks the ranges. */
  public ParserLossConfig {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new UserError("threshold must be above 0 and at most 1, found " + threshold);
    }
    Require.within("least-share", leastShare, 0, 1);
  }
}
