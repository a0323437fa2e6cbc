// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Styles of references that come again. The ones used last stay, within a bound of memory: a code
 * is half a kilobyte, but a model may take the whole photo. For one thread.
 *
 * @param <T> what holds a style
 */
public final class StyleCache<T> {
  private static final long MOST_VALUES = (64L << 20) / Float.BYTES;

  private final ToIntFunction<T> length;
  private final long mostValues;
  private final Map<String, T> styles = new LinkedHashMap<>(16, 0.75f, true);
  private long values;

  /**
   * An empty one.
   *
   * @param length how many values a style has
   */
  public StyleCache(ToIntFunction<T> length) {
    this(length, MOST_VALUES);
  }

  StyleCache(ToIntFunction<T> length, long mostValues) {
    this.length = length;
    this.mostValues = mostValues;
  }

  /**
   * The style of a reference.
   *
   * @param reference what tells references apart
   * @param make makes a style that is not here any more
   * @return not to be written to
   */
  public T of(String reference, Supplier<T> make) {
    T known = styles.get(reference);
    if (known != null) {
      return known;
    }
    T style = make.get();
    styles.put(reference, style);
    values += length.applyAsInt(style);
    var eldest = styles.entrySet().iterator();
    while (values > mostValues && styles.size() > 1) {
      values -= length.applyAsInt(eldest.next().getValue());
      eldest.remove();
    }
    return style;
  }
}
