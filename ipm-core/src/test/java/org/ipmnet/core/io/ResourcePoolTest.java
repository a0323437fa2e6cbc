// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcePoolTest {
  private final List<Worker> opened = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Fails if two threads are in it at once. */
  private static final class Worker implements AutoCloseable {
    private final AtomicInteger inside = new AtomicInteger();
    private int closed;

    int work() {
      assertEquals(1, inside.incrementAndGet());
      Thread.yield();
      return inside.decrementAndGet();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private ResourcePool<Worker> pool(int most) {
    return new ResourcePool<>(
        most,
        () -> {
          synchronized (opened) {
            opened.add(new Worker());
            return opened.get(opened.size() - 1);
          }
        });
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void oneCallerOpensOneHoweverOftenItComes() {
    ResourcePool<Worker> pool = pool(3);
    assertEquals(List.of(), opened);
    for (int i = 0; i < 5; i++) {
      assertEquals(0, pool.use(Worker::work));
    }
    assertEquals(1, opened.size());
  }

  @Test
  void manyCallersShareNoMoreThanAllowedAndNoneTwiceAtOnce() throws Exception {
    ResourcePool<Worker> pool = pool(2);
    List<Future<Integer>> all = new ArrayList<>();
    for (int caller = 0; caller < 8; caller++) {
      all.add(
          threads.submit(
              () -> {
                int sum = 0;
                for (int i = 0; i < 500; i++) {
                  sum += pool.use(Worker::work);
                }
                return sum;
              }));
    }
    for (Future<Integer> one : all) {
      assertEquals(0, one.get(60, TimeUnit.SECONDS));
    }
    assertTrue(opened.size() <= 2, () -> opened.size() + " are open");
  }

  @Test
  void closingWaitsForTheWorkAndRefusesMore() throws Exception {
    ResourcePool<Worker> pool = pool(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<Integer> work =
        threads.submit(
            () ->
                pool.use(
                    worker -> {
                      begun.countDown();
                      await(end);
                      return worker.closed;
                    }));
    await(begun);
    Future<?> closing = threads.submit(pool::close);
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> closing.get(50, TimeUnit.MILLISECONDS));
    assertFalse(work.isDone());
    end.countDown();
    assertEquals(0, work.get(60, TimeUnit.SECONDS), "closed while somebody works with it");
    closing.get(60, TimeUnit.SECONDS);
    assertEquals(1, opened.get(0).closed);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> pool.use(Worker::work));
    assertEquals("it is closed", refused.getMessage());
    pool.close();
    assertEquals(1, opened.get(0).closed, "once is enough");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void workThatFailsGivesItsResourceBack() {
    ResourcePool<Worker> pool = pool(1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            pool.use(
                worker -> {
                  throw new IllegalArgumentException();
                }));
    assertEquals(0, pool.use(Worker::work));
    assertEquals(1, opened.size());
  }
}
