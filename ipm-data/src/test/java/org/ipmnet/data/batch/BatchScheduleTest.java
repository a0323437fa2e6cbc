// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.batch.BatchSchedule.Slot;
import org.ipmnet.data.config.Order;
import org.ipmnet.data.dataset.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchScheduleTest {
  @Property(tries = 100)
  void eachEpochOfASideIsAPermutation(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int bare,
      @ForAll @IntRange(min = 1, max = 30) int madeUp,
      @ForAll @IntRange(min = 0, max = 1000) int epoch) {
    BatchSchedule schedule =
        new BatchSchedule(Order.SHUFFLED, new RandomStreams(seed), bare, madeUp);
    for (Side side : Side.values()) {
      int faces = side == Side.BARE ? bare : madeUp;
      BitSet seen = new BitSet();
      for (int i = 0; i < faces; i++) {
        Slot slot = schedule.at(side, (long) epoch * faces + i);
        assertEquals(epoch, slot.epoch());
        assertEquals(i, slot.index());
        seen.set(slot.face());
      }
      assertEquals(faces, seen.cardinality());
    }
  }

  @Test
  void epochsAndSidesDifferAndSeedsRepeat() {
    List<List<Integer>> orders = new ArrayList<>();
    for (int seed : new int[] {1, 1}) {
      BatchSchedule schedule = new BatchSchedule(Order.SHUFFLED, new RandomStreams(seed), 50, 50);
      orders.add(order(schedule, Side.BARE, 0));
      orders.add(order(schedule, Side.BARE, 1));
      orders.add(order(schedule, Side.MADE_UP, 0));
    }
    assertEquals(orders.subList(0, 3), orders.subList(3, 6));
    assertNotEquals(orders.get(0), orders.get(1));
    assertNotEquals(orders.get(0), orders.get(2));
  }

  private static List<Integer> order(BatchSchedule schedule, Side side, int epoch) {
    List<Integer> faces = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      faces.add(schedule.at(side, epoch * 50L + i).face());
    }
    return faces;
  }

  @Test
  void inFixedOrderTheSamePartnersMeetInEveryEpoch() {
    BatchSchedule schedule = new BatchSchedule(Order.FIXED, new RandomStreams(1), 3, 7);
    for (int n = 0; n < 30; n++) {
      assertEquals(n % 7, schedule.at(Side.MADE_UP, n).face());
      assertEquals(n % 7 % 3, schedule.at(Side.BARE, n).face());
    }
  }

  @Test
  void independentDrawsAreUniformAndRepeat() {
    BatchSchedule schedule = new BatchSchedule(Order.INDEPENDENT, new RandomStreams(1), 3, 5);
    BatchSchedule same = new BatchSchedule(Order.INDEPENDENT, new RandomStreams(1), 3, 5);
    int[][] pairs = new int[3][5];
    for (int n = 0; n < 3000; n++) {
      int bare = schedule.at(Side.BARE, n).face();
      int madeUp = schedule.at(Side.MADE_UP, n).face();
      pairs[bare][madeUp]++;
      assertEquals(bare, same.at(Side.BARE, n).face());
      assertEquals(n / 5, schedule.at(Side.BARE, n).epoch(), "as long as the larger side");
    }
    for (int[] row : pairs) {
      for (int count : row) {
        assertEquals(200, count, 70, "each pair in a fifteenth of all draws, within 5 deviations");
      }
    }
  }

  @Test
  void aRandomReferenceMeetsShuffledBareFaces() {
    BatchSchedule schedule = new BatchSchedule(Order.RANDOM_REFERENCE, new RandomStreams(1), 3, 7);
    int[] met = new int[7];
    for (int epoch = 0; epoch < 200; epoch++) {
      int[] bare = new int[3];
      for (int i = 0; i < 7; i++) {
        int n = epoch * 7 + i;
        bare[schedule.at(Side.BARE, n).face()]++;
        met[schedule.at(Side.MADE_UP, n).face()]++;
        assertEquals(epoch, schedule.epoch(n));
      }
      assertArrayEquals(new int[] {3, 2, 2}, bare, "7 places among 3 faces, whatever the order");
    }
    for (int count : met) {
      assertEquals(200, count, 66, "a seventh of all draws, within 5 deviations");
    }
  }

  @Test
  void zippedEpochsEndWithTheSmallerSidesLastWholeBatch() {
    BatchSchedule schedule = new BatchSchedule(Order.ZIPPED, new RandomStreams(1), 9, 5, 2);
    Set<Integer> everUsed = new HashSet<>();
    for (int epoch = 0; epoch < 50; epoch++) {
      Set<Integer> bare = new HashSet<>();
      Set<Integer> madeUp = new HashSet<>();
      for (int n = 4 * epoch; n < 4 * epoch + 4; n++) {
        bare.add(schedule.at(Side.BARE, n).face());
        madeUp.add(schedule.at(Side.MADE_UP, n).face());
        assertEquals(epoch, schedule.epoch(n));
      }
      assertEquals(4, bare.size(), "none twice in an epoch");
      assertEquals(4, madeUp.size());
      everUsed.addAll(bare);
    }
    assertEquals(9, everUsed.size(), "what one epoch leaves out has its turn in another");
    assertEquals(
        0, new BatchSchedule(Order.ZIPPED, new RandomStreams(1), 9, 5, 8).epoch(4), "too few");
  }

  /** Stored runs depend on these orders: face of either side, place by place. */
  @ParameterizedTest
  @CsvSource({
    "SHUFFLED, 3123004615440216322041352413051622033440",
    "INDEPENDENT, 0240403425162542414223123630051126120626",
    "RANDOM_REFERENCE, 3210004415260542111233022600453126120606",
    "ZIPPED, 3123004646021031453622131521003414004136"
  })
  void anOrderNeverChanges(Order order, String expected) {
    BatchSchedule schedule = new BatchSchedule(order, new RandomStreams(42), 5, 7, 2);
    StringBuilder found = new StringBuilder();
    for (int n = 0; n < 20; n++) {
      found.append(schedule.at(Side.BARE, n).face()).append(schedule.at(Side.MADE_UP, n).face());
    }
    assertEquals(expected, found.toString());
  }
}
