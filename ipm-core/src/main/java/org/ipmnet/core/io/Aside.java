// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * One piece of work that a thread of its own does while its owner does another. Closing waits for
 * it, so nothing that it uses is taken away from it. For one owner.
 *
 * @param <T> what it makes
 */
public final class Aside<T> implements AutoCloseable {
  private final Thread thread;
  private FutureTask<T> work; // null once its result is taken

  private Aside(String name, Supplier<? extends T> work) {
    this.work = new FutureTask<>(work::get);
    this.thread = new Thread(this.work, name);
    thread.setDaemon(true);
  }

  /** Begins. */
  public static <T> Aside<T> of(String name, Supplier<? extends T> work) {
    Aside<T> aside = new Aside<>(name, work);
    aside.thread.start();
    return aside;
  }

  /**
   * Waits for the result, which is not kept; it can be taken once. What the work throws is thrown
   * here.
   */
  public T take() {
    FutureTask<T> taken = work;
    work = null;
    join();
    try {
      return taken.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // it has ended
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a supplier throws nothing else
    }
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // whoever interrupts hears of it when the work has ended
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end. A result or failure that nobody took is nobody's. */
  @Override
  public void close() {
    join();
  }
}
