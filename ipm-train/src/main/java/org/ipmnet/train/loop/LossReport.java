// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The losses of one iteration, unweighted, in the order in which they were computed.
 *
 * @param terms name such as {@code background_x}, {@code d_y} or {@code g_total} to its value
 */
public record LossReport(Map<String, Double> terms) {
  /** Keeps an unmodifiable copy. */
  public LossReport {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }
}
