// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f", "g");

  private static RandomGenerator random(long position) {
    return new RandomStreams(42).at("order", position, 0);
  }

  /** Stored runs and their splits depend on these orders. */
  @Test
  void anOrderNeverChanges() {
    assertEquals("bfgadce", String.join("", Shuffle.of(ITEMS, random(0))));
    assertEquals("ecfa", String.join("", Shuffle.some(ITEMS, 4, random(0))));
    assertEquals("ecfabdg", String.join("", Shuffle.some(ITEMS, 100, random(0))));
  }

  @Test
  void everyOrderComes() {
    Set<List<String>> all = new HashSet<>();
    Set<List<String>> pairs = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      all.add(Shuffle.of(ITEMS.subList(0, 4), random(i)));
      pairs.add(Shuffle.some(ITEMS.subList(0, 4), 2, random(i)));
    }
    assertEquals(4 * 3 * 2, all.size());
    assertEquals(4 * 3, pairs.size());
  }
}
