// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of one run.
 *
 * @param id of the run
 * @param reason why it failed or was stopped; empty if it was trained and measured
 * @param measures value by the key of the measure
 * @param iterations trained
 * @param seconds trained
 */
public record RunOutcome(
    String id,
    Status status,
    String reason,
    Map<String, Double> measures,
    long iterations,
    double seconds)
    implements Serializable {
  /** How it ended. */
  public enum Status {
    /** Trained and measured. */
    COMPLETE,
    /** Diverged, refused, or its process ended otherwise. */
    FAILED,
    /** The rule of early stopping gave it up. */
    STOPPED
  }

  /** Whether there is nothing to measure for another reason than the rule of early stopping. */
  public boolean hasFailed() {
    return status == Status.FAILED;
  }

  /** Keeps an unmodifiable copy. */
  public RunOutcome {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }
}
