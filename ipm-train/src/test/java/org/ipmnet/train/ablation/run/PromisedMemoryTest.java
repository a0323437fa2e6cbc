// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.ipmnet.train.ablation.run.PromisedMemory.Promise;
import org.junit.jupiter.api.Test;

/** Memory is promised once. */
class PromisedMemoryTest {
  private final AtomicLong available = new AtomicLong(1000);
  private final PromisedMemory memory = new PromisedMemory(400, available::get);

  @Test
  void whatOthersWillStillTakeIsNotThere() {
    Promise first = memory.reserve().orElseThrow();
    Promise second = memory.reserve().orElseThrow();
    assertTrue(memory.reserve().isEmpty(), "1000 for two that take 400 each");
    available.set(600);
    first.grown();
    first.grown();
    assertTrue(memory.reserve().isEmpty(), "600, of which the second takes 400");
    second.close();
    Promise third = memory.reserve().orElseThrow();
    assertTrue(memory.reserve().isEmpty());
    third.grown();
    assertTrue(memory.reserve().isPresent());
  }

  @Test
  void aSingleRunGetsItsChance() {
    available.set(10);
    Promise only = memory.reserve().orElseThrow();
    assertTrue(memory.reserve().isEmpty());
    only.close();
    assertTrue(memory.reserve().isPresent());
  }

  @Test
  void ofTasksThatBeginTogetherOnlySoManyGetIt() {
    List<Promise> got =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> memory.reserve())
            .flatMap(promise -> promise.stream())
            .toList();
    assertEquals(2, got.size());
  }

  @Test
  void nothingIsAskedWhereNobodyKnowsTheNeed() {
    PromisedMemory unknown = new PromisedMemory(0, () -> 1);
    assertEquals(3, IntStream.range(0, 3).filter(i -> unknown.reserve().isPresent()).count());
  }
}
