// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ipmnet.studio.testing.DrawnPhoto;
import org.ipmnet.studio.testing.MemoryInUse;
import org.ipmnet.studio.testing.StudioClient;
import org.ipmnet.studio.testing.StudioClient.Answer;
import org.junit.jupiter.api.Test;

/** Fifty clients for two minutes, in a process with the launcher's options. */
class StudioLoadTest {
  private static final int CLIENTS = 50;
  private static final Duration LOAD =
      Duration.ofSeconds(Integer.getInteger("ipm.studio.load-seconds", 120));

  /** So little that the shelf is full long before halftime, on a slow machine too. */
  private static final int PHOTO_MEBIBYTES = 24;

  /** MiB that objects and caches which come and go may differ by; a leak has a minute for more. */
  private static final long HEAP_MARGIN = 16;

  /** MiB: code that is compiled late, kernels for sizes that came late, pages in part used. */
  private static final long NATIVE_MARGIN = 32;

  private static final int PATIENCE = 100; // ms, less than is asked for

  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();

  /**
   * Whoever comes when too many wait is sent away with a time, all others are served, and the
   * memory that is in use at the end is what was in use halfway, each time when nobody asks.
   */
  @Test
  void manyClientsAreServedInBoundedMemory() throws Exception {
    StudioSettings settings =
        new StudioSettings("127.0.0.1", 0, List.of(), Optional.empty(), PHOTO_MEBIBYTES);
    try (Studio studio = Studio.open(settings)) {
      byte[] png = DrawnPhoto.png(DrawnPhoto.bare(1, 700));
      load(studio.url(), png);
      MemoryInUse halfway = MemoryInUse.now();
      load(studio.url(), png);
      assertFlat(halfway, MemoryInUse.now());
    }
    assertEquals(List.of(), List.copyOf(unexpected));
    assertEquals(
        List.of(200, 201, 429), List.copyOf(new TreeMap<>(statuses).keySet()), statuses::toString);
  }

  /** Half of it. */
  private void load(String studio, byte[] png) throws Exception {
    long end = System.nanoTime() + LOAD.toNanos() / 2;
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      done.add(clients.submit(() -> use(studio, png, number, end)));
    }
    clients.shutdown();
    for (Future<?> client : done) {
      client.get(LOAD.toSeconds() + 60, TimeUnit.SECONDS);
    }
  }

  private static void assertFlat(MemoryInUse before, MemoryInUse after) {
    String grown = before + " became " + after;
    assertTrue(after.heap() <= before.heap() + HEAP_MARGIN, grown);
    assertTrue(after.counted() <= before.counted() + NATIVE_MARGIN, grown);
    assertTrue(after.beyondHeap() <= before.beyondHeap() + NATIVE_MARGIN, grown);
  }

  private void use(String studio, byte[] png, int number, long end) {
    StudioClient client = new StudioClient(studio);
    String target = "drawn-1";
    for (int n = 0; System.nanoTime() < end; n++) {
      Answer answer;
      if (n % 10 == 0) {
        answer = client.post("/api/v1/photos", png);
        target = answer.status() == 201 ? answer.json().get("id").asText() : target;
      } else {
        answer = client.post("/api/v1/transfer", order(target, number + n));
      }
      if (answer.status() == 404 && answer.text().contains("unknown-photo")) {
        target = "drawn-1"; // those used last stay, and others were used since
        continue;
      }
      statuses.merge(answer.status(), 1, Integer::sum);
      if (answer.status() == 429) {
        waitAsTold(answer);
      } else if (answer.status() >= 300) {
        unexpected.add(answer.text());
      }
    }
  }

  private void waitAsTold(Answer answer) {
    if (answer.response().headers().firstValue("Retry-After").isEmpty()) {
      unexpected.add("no Retry-After");
    }
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String order(String target, int n) {
    return String.format(
        Locale.ROOT,
        "{\"target\": \"%s\", \"looks\": [{\"photo\": \"drawn-%d\"}], \"strength\": %s, \"size\": \"%s\"}",
        target,
        1 + n % 4,
        n % 11 / 10.0,
        n % 30 == 0 ? "full" : "preview");
  }
}
