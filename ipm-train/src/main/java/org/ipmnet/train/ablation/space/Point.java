// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A candidate: what it is called and how it differs from the base. Serializable because Arbiter
 * copies candidates that way.
 *
 * @param name in tables
 * @param id in the names of files
 * @param values of the axes, as text under their keys; none for a file of differences
 * @param differences as YAML; empty for the base
 */
public record Point(String name, String id, Map<String, String> values, String differences)
    implements Serializable {
  /** How the candidate without differences is called. */
  public static final String BASE = "base";

  /** Keeps an unmodifiable copy. */
  public Point {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Point base() {
    return new Point(BASE, BASE, Map.of(), "");
  }

  /** Whether this is what the others are compared with. */
  public boolean isBase() {
    return differences.isEmpty();
  }
}
