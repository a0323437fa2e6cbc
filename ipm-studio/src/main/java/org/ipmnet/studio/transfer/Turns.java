// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work that a few threads do and some wait for, in the order in which they came; whoever comes then
 * is sent away. So neither memory nor waiting grows with the number of clients. The threads stay
 * the same: each keeps kernels of its own for the networks, which would be many times as many on
 * all those of a server.
 */
public final class Turns implements AutoCloseable {
  private final ThreadPoolExecutor workers;

  /**
   * Free turns.
   *
   * @param name of the threads
   * @param atOnce how many work at once
   * @param waiting how many more may wait
   */
  public Turns(String name, int atOnce, int waiting) {
    this.workers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> thread(name, task));
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, "studio-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does it when it is its turn, and waits for that, whatever interrupts: what is begun is ended,
   * and its result is not lost.
   *
   * @throws TooBusy if too many wait already, or it is closed before it had a turn
   */
  public <T> T take(Supplier<T> work) {
    try {
      return begin(work).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Does it when it is its turn.
   *
   * @return what comes of it, {@link TooBusy} if it is closed before it had a turn
   * @throws TooBusy if too many wait already
   */
  public <T> CompletableFuture<T> begin(Supplier<T> work) {
    Turn<T> turn = new Turn<>(work, new CompletableFuture<>());
    try {
      workers.execute(turn);
    } catch (RejectedExecutionException e) {
      throw new TooBusy();
    }
    return turn.result();
  }

  private record Turn<T>(Supplier<T> work, CompletableFuture<T> result) implements Runnable {
    @Override
    public void run() {
      try {
        result.complete(work.get());
      } catch (Throwable e) { // even of errors somebody waits to hear
        result.completeExceptionally(e);
      }
    }

    void sendAway() {
      result.completeExceptionally(new TooBusy());
    }
  }

  /** Whether who comes now waits in vain: all work, and all places to wait are taken. */
  boolean isFull() {
    return workers.getQueue().remainingCapacity() == 0;
  }

  /** Lets what is begun end, and sends those away who wait. */
  @Override
  public void close() {
    workers.shutdown();
    List<Runnable> waiting = new ArrayList<>();
    workers.getQueue().drainTo(waiting);
    waiting.forEach(turn -> ((Turn<?>) turn).sendAway());
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
