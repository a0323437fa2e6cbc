// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The losses of one iteration, unweighted, in the order in which they were computed.
 *
 * @param terms name such as {@code background_yx}, {@code d_y} or {@code g_total} to its value
 */
public record LossReport(Map<String, Double> terms) {
  /** Keeps an unmodifiable copy. */
  public LossReport {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /** A report on its way: the losses so far. */
  public static final class Builder {
    private final Map<String, Double> terms = new LinkedHashMap<>();

    /** Adds a loss. */
    public void add(String name, double value) {
      terms.put(name, value);
    }

    /** The report of all that was added. */
    public LossReport build() {
      return new LossReport(terms);
    }
  }
}
