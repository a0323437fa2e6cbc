// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Styles of references that come again. The ones used last stay, within a bound of memory: a code
 * is half a kilobyte, but a model may take the whole photo. For one thread.
 */
public final class StyleCache {
  private static final long MOST_VALUES = (64L << 20) / Float.BYTES;

  private final long mostValues;
  private final Map<String, float[]> styles = new LinkedHashMap<>(16, 0.75f, true);
  private long values;

  /** An empty one. */
  public StyleCache() {
    this(MOST_VALUES);
  }

  StyleCache(long mostValues) {
    this.mostValues = mostValues;
  }

  /**
   * The style of a reference.
   *
   * @param reference what tells references apart
   * @param make makes a style that is not here any more
   * @return not to be written to
   */
  public float[] of(String reference, Supplier<float[]> make) {
    float[] known = styles.get(reference);
    if (known != null) {
      return known;
    }
    float[] style = make.get();
    styles.put(reference, style);
    values += style.length;
    var eldest = styles.entrySet().iterator();
    while (values > mostValues && styles.size() > 1) {
      values -= eldest.next().getValue().length;
      eldest.remove();
    }
    return style;
  }
}
