// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Threads that share a task of many small kernels. A second thread of OpenMP gains nothing for each
 * of them, since waking it takes as long as the kernel; a share of the images, or of an image,
 * gains all of it.
 */
public final class ThreadTeam {
  /** Each does the same share always, so that kernels it has made serve again. */
  private static final List<ExecutorService> OTHERS = new ArrayList<>();

  private ThreadTeam() {}

  /**
   * How many threads can share: 1 inside a share, where memory has no part for each of them, and
   * where ND4J computes, which has threads of its own.
   */
  public static int most(Memory memory) {
    boolean alone = !OneDnn.serves(DataType.FLOAT) || Threads.shared() || memory.part(0) == null;
    return alone ? 1 : Threads.all();
  }

  /** Runs the task for each share, the first one in this thread; returns when all are done. */
  public static void run(int shares, IntConsumer task) {
    if (shares == 1) {
      task.accept(0);
      return;
    }
    int threads = Math.max(1, Threads.all() / shares);
    List<Future<?>> running = new ArrayList<>();
    for (int share = 1; share < shares; share++) {
      int index = share;
      running.add(other(share).submit(() -> Threads.sharing(threads, () -> task.accept(index))));
    }
    try {
      Threads.sharing(threads, () -> task.accept(0));
    } finally {
      running.forEach(ThreadTeam::awaitEnd); // they use the caller's arrays
    }
    for (Future<?> one : running) {
      rethrow(one);
    }
  }

  private static void awaitEnd(Future<?> task) {
    boolean interrupted = false;
    while (!task.isDone()) {
      try {
        task.get();
      } catch (ExecutionException e) {
        break; // thrown once all have ended
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Future<?> ended) {
    try {
      ended.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it has ended, or we would not be here
    }
  }

  private static synchronized ExecutorService other(int share) {
    while (OTHERS.size() < share) {
      String name = "share-" + (OTHERS.size() + 1);
      OTHERS.add(
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
              }));
    }
    return OTHERS.get(share - 1);
  }
}
