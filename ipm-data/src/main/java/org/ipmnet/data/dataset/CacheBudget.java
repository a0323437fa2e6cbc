// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.concurrent.atomic.AtomicLong;
import org.ipmnet.data.config.DataConfig;

/**
 * Memory for decoded faces; data sets that are open at once share one, or each would fill half the
 * heap. Safe from several threads.
 */
public final class CacheBudget {
  private static final long MIB = 1 << 20;

  private final AtomicLong left;

  private CacheBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** What {@code data.cache-mib} allows, and never more than half the heap. */
  public static CacheBudget of(DataConfig config) {
    return ofMib(config.cacheMib());
  }

  /** So many MiB, and never more than half the heap. */
  public static CacheBudget ofMib(long mib) {
    return new CacheBudget(Math.min(mib * MIB, Runtime.getRuntime().maxMemory() / 2));
  }

  /** For a data set that is looked at once. */
  static CacheBudget none() {
    return new CacheBudget(0);
  }

  /** Takes so many bytes; whether they were there. */
  public boolean take(long bytes) {
    boolean enough = left.addAndGet(-bytes) >= 0;
    if (!enough) {
      left.addAndGet(bytes);
    }
    return enough;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
