// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.io.Serializable;

/**
 * One training of one candidate.
 *
 * @param seed of the run
 * @param id in the names of files
 * @param config the resolved configuration as YAML; empty if it cannot be
 * @param refusal why it cannot, in one line; empty if it can
 */
public record PlannedRun(Point point, long seed, String id, String config, String refusal)
    implements Serializable {
  /** Whether its configuration is refused. */
  public boolean isRefused() {
    return !refusal.isEmpty();
  }
}
