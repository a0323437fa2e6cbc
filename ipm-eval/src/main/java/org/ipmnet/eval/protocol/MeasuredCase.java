// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.Map;

/** What was measured of one pair; its pictures stay where that was. */
final class MeasuredCase implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<Metric, Double> values;
  private final transient MeasuredPair pair;

  MeasuredCase(Map<Metric, Double> values, MeasuredPair pair) {
    this.values = values;
    this.pair = pair;
  }

  Map<Metric, Double> values() {
    return values;
  }

  /** The pictures, or null if it was measured elsewhere. */
  MeasuredPair pair() {
    return pair;
  }
}
