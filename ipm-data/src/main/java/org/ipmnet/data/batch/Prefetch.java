// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.ipmnet.core.io.Opening;

/**
 * Makes things ahead in threads of its own and hands them out strictly in order. For one consumer.
 *
 * @param <T> what is made; a function of its number alone, so that threads cannot change it
 */
public final class Prefetch<T> implements AutoCloseable {
  private final LongFunction<T> make;
  private final ExecutorService pool;
  private final Deque<Future<T>> pending = new ArrayDeque<>();
  private final long end;
  private long toStart;

  /**
   * Starts making an endless row.
   *
   * @param make called from several threads
   * @param start the first number
   * @param threads how many work
   * @param ahead how many things may wait ready
   */
  public Prefetch(LongFunction<T> make, long start, int threads, int ahead) {
    this(make, start, Long.MAX_VALUE, threads, ahead);
  }

  /** Starts making {@code count} things from number 0 on, two ahead for each thread. */
  public Prefetch(LongFunction<T> make, long count, int threads) {
    this(make, 0, count, threads, 2 * threads);
  }

  private Prefetch(LongFunction<T> make, long start, long end, int threads, int ahead) {
    this.make = make;
    this.end = end;
    this.toStart = start;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "ipm-prefetch");
              thread.setDaemon(true);
              return thread;
            });
    try (Opening opening = new Opening()) {
      opening.add(this); // no thread can be had, perhaps
      for (int i = 0; i < ahead; i++) {
        startOne();
      }
      opening.complete();
    }
  }

  private void startOne() {
    if (toStart < end) {
      long number = toStart++;
      pending.add(pool.submit(() -> make.apply(number)));
    }
  }

  /**
   * The next one.
   *
   * @throws RuntimeException whatever kept it from being made
   * @throws java.util.NoSuchElementException if there is none
   */
  public T next() {
    startOne();
    try {
      return pending.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for data", e);
    }
  }

  /** Stops the threads; what is half-made is dropped. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
