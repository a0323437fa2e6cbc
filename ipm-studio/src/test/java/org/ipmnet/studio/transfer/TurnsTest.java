// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One works and one waits, for which there is a place each. */
class TurnsTest {
  private final Turns turns = new Turns("test", 1, 1);
  private final CountDownLatch end = new CountDownLatch(1);
  private CompletableFuture<String> first;
  private CompletableFuture<String> second;

  @BeforeEach
  void oneWorksAndOneWaits() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    first =
        turns.begin(
            () -> {
              started.countDown();
              await(end);
              return "first";
            });
    started.await();
    assertFalse(turns.isFull());
    second = CompletableFuture.supplyAsync(() -> turns.take(() -> "second"));
    while (!turns.isFull()) {
      Thread.onSpinWait();
    }
  }

  /** The third one is sent away; an error gives the turn back. */
  @Test
  void whoComesWhenTooManyWaitIsSentAway() {
    TooBusy busy = assertThrows(TooBusy.class, () -> turns.take(() -> "third"));
    assertEquals(1, busy.retryAfter().toSeconds());
    end.countDown();
    assertEquals("first", first.join());
    assertEquals("second", second.join());
    assertThrows(
        IllegalStateException.class,
        () ->
            turns.take(
                () -> {
                  throw new IllegalStateException("no");
                }));
    assertEquals("again", turns.take(() -> "again"));
    turns.close();
    assertThrows(TooBusy.class, () -> turns.take(() -> "late"));
  }

  /** Who works is waited for, who waits is sent away: nobody waits for good. */
  @Test
  void closingSendsAwayWhoWaits() {
    CompletableFuture<Void> closed = CompletableFuture.runAsync(turns::close);
    CompletionException sent = assertThrows(CompletionException.class, second::join);
    assertInstanceOf(TooBusy.class, sent.getCause());
    assertFalse(closed.isDone());
    end.countDown();
    closed.join();
    assertTrue(first.isDone());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
