// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;

class AsideTest {
  @Test
  void anotherThreadDoesItMeanwhile() {
    CountDownLatch begun = new CountDownLatch(1);
    try (Aside<Thread> aside =
        Aside.of(
            "beside",
            () -> {
              begun.countDown();
              return Thread.currentThread();
            })) {
      assertEquals(0, waited(begun), "it begins before anybody asks");
      Thread worker = aside.take();
      assertNotSame(Thread.currentThread(), worker);
      assertEquals("beside", worker.getName());
    }
  }

  @Test
  void whatItThrowsIsThrownWhereItIsTaken() {
    UserError fault = new UserError("no face");
    try (Aside<String> aside = Aside.of("beside", () -> fail(fault))) {
      assertSame(fault, assertThrows(UserError.class, aside::take));
    }
    LinkageError missing = new UnsatisfiedLinkError("no library");
    try (Aside<String> aside = Aside.of("beside", () -> fail(missing))) {
      assertSame(missing, assertThrows(LinkageError.class, aside::take));
    }
  }

  private static String fail(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  @Test
  void closingWaits() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Aside<Void> aside =
        Aside.of(
            "beside",
            () -> {
              waited(go);
              ended.set(true);
              return null;
            });
    Thread.currentThread().interrupt(); // must not end the wait, nor be forgotten
    go.countDown();
    aside.close();
    assertTrue(ended.get());
    assertTrue(Thread.interrupted());
  }

  private static long waited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return latch.getCount();
  }
}
