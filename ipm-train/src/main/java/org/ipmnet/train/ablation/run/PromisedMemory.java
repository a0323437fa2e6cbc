// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Memory for runs side by side. A process takes minutes to reach its size: until then what the
 * machine calls available is promised to it already.
 */
final class PromisedMemory {
  private final long mebibytes;
  private final LongSupplier available;
  private int running;
  private int growing;

  /**
   * Memory of which nothing is promised.
   *
   * @param mebibytes that a run needs; 0 if that is not to be asked
   * @param available memory that new processes can have now, in MiB
   */
  PromisedMemory(long mebibytes, LongSupplier available) {
    this.mebibytes = mebibytes;
    this.available = available;
  }

  /**
   * Promises one more run its memory, if there is enough; a single run gets its chance whatever it
   * needs.
   */
  synchronized Optional<Promise> reserve() {
    if (running > 0 && available.getAsLong() <= (growing + 1) * mebibytes) {
      return Optional.empty();
    }
    running++;
    growing++;
    return Optional.of(new Promise());
  }

  /** One run's, from before it begins until it has ended. */
  final class Promise implements AutoCloseable {
    private boolean isGrowing = true;

    /** It has its size: what it needs is no longer available to others anyway. */
    void grown() {
      synchronized (PromisedMemory.this) {
        if (isGrowing) {
          isGrowing = false;
          growing--;
        }
      }
    }

    @Override
    public void close() {
      synchronized (PromisedMemory.this) {
        grown();
        running--;
      }
    }
  }
}
