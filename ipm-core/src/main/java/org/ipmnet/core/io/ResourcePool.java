// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Resources that serve one thread each, lent to one caller at a time. Each is opened when it is
 * first needed; callers beyond the number that is allowed wait, first come, first served. Safe from
 * several threads.
 *
 * @param <T> what is lent
 */
public final class ResourcePool<T extends AutoCloseable> implements AutoCloseable {
  private final int most;
  private final Supplier<? extends T> opener;
  private final Semaphore permits;
  private final Deque<T> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * A pool with nothing open yet.
   *
   * @param most how many may be open, at least 1
   * @param opener opens one more
   */
  public ResourcePool(int most, Supplier<? extends T> opener) {
    this.most = most;
    this.opener = opener;
    this.permits = new Semaphore(most, true);
  }

  /**
   * Works with one of the resources, which is not to be kept.
   *
   * @param work must not use this pool again: it might wait for itself
   * @throws IllegalStateException if the pool is closed
   */
  public <R> R use(Function<? super T, ? extends R> work) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("it is closed");
      }
      T used = idle.poll(); // the last one given back, whose memory is warm
      if (used == null) {
        used = opener.get();
      }
      try {
        return work.apply(used);
      } finally {
        idle.push(used);
      }
    } finally {
      permits.release();
    }
  }

  /** Waits for those who work with a resource, then closes all; does nothing a second time. */
  @Override
  public void close() {
    closed = true;
    permits.acquireUninterruptibly(most);
    try {
      Opening.closeAll(idle);
    } finally {
      idle.clear();
      permits.release(most);
    }
  }
}
