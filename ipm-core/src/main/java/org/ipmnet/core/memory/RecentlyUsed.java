// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries used last, up to a number. For one thread at a time. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * An empty one.
   *
   * @param most entries that are kept, at least 1
   */
  public RecentlyUsed(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
