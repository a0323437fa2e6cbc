// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnsTest {

  /** One works, one waits, the third one is sent away; an error gives the turn back. */
  @Test
  void whoComesWhenTooManyWaitIsSentAway() throws InterruptedException {
    Turns turns = new Turns("test", 1, 1);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                turns.take(
                    () -> {
                      started.countDown();
                      await(end);
                      return "first";
                    }));
    started.await();
    assertFalse(turns.isFull());
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(() -> turns.take(() -> "second"));
    while (!turns.isFull()) {
      Thread.onSpinWait();
    }
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

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
