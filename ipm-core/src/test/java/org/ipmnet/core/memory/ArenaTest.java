// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArenaTest {
  private static final long SLAB = 1 << 12;

  /** An array that the test holds, what it wrote into it, and how many references it has. */
  private static final class Held {
    final INDArray array;
    final double content;
    int references = 1;

    Held(INDArray array, double content) {
      this.array = array;
      this.content = content;
      array.assign(content);
    }

    void assertIntact() {
      assertEquals(content, array.minNumber().doubleValue(), "overwritten by another array");
      assertEquals(content, array.maxNumber().doubleValue(), "overwritten by another array");
    }
  }

  @Property(tries = 30)
  void arraysInUseNeverOverlap(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Held> held = new ArrayList<>();
    try (Arena arena = new Arena(DataType.DOUBLE, SLAB)) {
      for (int action = 0; action < 120; action++) {
        Held some = held.isEmpty() ? null : held.get(random.nextInt(held.size()));
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            long[] shape = {random.nextInt(1, 4), random.nextInt(1, 60)};
            held.add(new Held(arena.take(DataType.DOUBLE, shape), action));
          }
          case 2 -> {
            if (some != null) {
              arena.retain(some.array);
              some.references++;
            }
          }
          default -> {
            if (some != null) {
              assertEquals(some.references == 1, arena.sole(some.array));
              some.assertIntact();
              arena.release(some.array.reshape(some.array.length())); // a view counts as the array
              if (--some.references == 0) {
                held.remove(some);
              }
            }
          }
        }
      }
      held.forEach(Held::assertIntact);
      held.forEach(
          h -> {
            for (int i = 0; i < h.references; i++) {
              arena.release(h.array);
            }
          });
      assertEquals(0, arena.usedBytes());
      long slabs = arena.slabAllocations();
      for (long i = 0; i < slabs; i++) {
        arena.take(DataType.DOUBLE, SLAB / 8);
      }
      assertEquals(slabs, arena.slabAllocations(), "what was released is free as a whole");
    }
  }

  /** ND4J's own get() returns nothing for parts of a view whose offset is below its length. */
  @Property(tries = 60)
  void partsOfAnArrayAreReadableWhereverItLies(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (Arena arena = new Arena(DataType.DOUBLE, SLAB)) {
      arena.take(DataType.DOUBLE, random.nextInt(1, 100));
      INDArray before = arena.take(DataType.DOUBLE, random.nextInt(1, 100));
      arena.take(DataType.DOUBLE, random.nextInt(1, 100));
      arena.release(before);
      long[] shape = {
        random.nextInt(1, 3), random.nextInt(1, 4), random.nextInt(1, 7), random.nextInt(1, 7)
      };
      INDArray values = GradientCheck.values(seed, shape);
      INDArray array = arena.take(DataType.DOUBLE, shape).assign(values);
      for (long i = 0; i < shape[1]; i++) {
        assertSamePart(values, array, i, 1);
      }
      for (long i = 0; i < shape[2]; i++) {
        assertSamePart(values, array, i, 2);
      }
      for (long i = 0; i < shape[3]; i++) {
        assertSamePart(values, array, i, 3);
      }
    }
  }

  private static void assertSamePart(INDArray values, INDArray array, long at, int dimension) {
    INDArray expected = part(values, at, dimension);
    INDArray found = Slice.of(array, dimension, at, at + 1);
    assertFalse(
        found.isEmpty(), String.format(Locale.ROOT, "part %d of dimension %d", at, dimension));
    assertIdentical(
        String.format(Locale.ROOT, "part %d of dimension %d", at, dimension), expected, found);
  }

  private static INDArray part(INDArray array, long at, int dimension) {
    var one = interval(at, at + 1);
    return array.get(
        all(),
        dimension == 1 ? one : all(),
        dimension == 2 ? one : all(),
        dimension == 3 ? one : all());
  }

  @Test
  void theSameRequestsAreServedFromTheSamePlaces() {
    try (Arena arena = new Arena(DataType.DOUBLE, SLAB)) {
      List<Long> first = places(arena);
      long slabs = arena.slabAllocations();
      arena.reset();
      assertEquals(0, arena.usedBytes());
      assertEquals(first, places(arena));
      assertEquals(slabs, arena.slabAllocations());
    }
  }

  private static List<Long> places(Arena arena) {
    List<Long> places = new ArrayList<>();
    for (int length : new int[] {10, 300, 7, 511, 90, 2000}) {
      INDArray array = arena.take(DataType.DOUBLE, length);
      places.add(array.data().address() + 8 * array.offset());
      if (length % 2 == 0) {
        arena.release(array);
      }
    }
    return places;
  }

  @Test
  void writableCopiesOnlyWhatIsShared() {
    try (Arena arena = new Arena(DataType.FLOAT, SLAB)) {
      INDArray sole = arena.take(DataType.FLOAT, 2, 3).assign(1);
      assertSame(sole, arena.writable(sole));

      arena.retain(sole);
      INDArray copy = arena.writable(sole); // one of the two references becomes the copy
      assertNotSame(sole, copy);
      assertEquals(sole, copy);
      copy.assign(2);
      assertEquals(6.0, sole.sumNumber().doubleValue());
      assertTrue(arena.sole(sole));
      assertTrue(arena.sole(copy));

      INDArray foreign = Nd4j.ones(DataType.FLOAT, 2, 3);
      INDArray own = arena.writable(foreign).assign(5);
      assertEquals(6.0, foreign.sumNumber().doubleValue(), "a foreign array is never overwritten");
      List.of(sole, copy, own).forEach(arena::release);
      assertEquals(0, arena.usedBytes());
    }
  }

  @Test
  void foreignArraysAreNotCounted() {
    try (Arena arena = new Arena(DataType.FLOAT, SLAB)) {
      INDArray foreign = Nd4j.ones(DataType.FLOAT, 4);
      arena.release(arena.retain(foreign));
      arena.release(foreign);
      assertFalse(arena.sole(foreign));
      assertEquals(4.0, foreign.sumNumber().doubleValue());
      assertEquals(0, arena.usedBytes());
    }
  }

  @Test
  void growsByWholeSlabsOrByWhatIsAsked() {
    try (Arena arena = new Arena(DataType.DOUBLE, SLAB)) {
      assertEquals(0, arena.slabAllocations());
      arena.take(DataType.DOUBLE, 1);
      arena.take(DataType.DOUBLE, 2);
      assertEquals(1, arena.slabAllocations());
      assertEquals(128, arena.usedBytes(), "each array begins at a cache line");
      arena.take(DataType.DOUBLE, SLAB);
      assertEquals(2, arena.slabAllocations());
      assertEquals(arena.usedBytes(), arena.peakBytes());
      arena.reset();
      assertEquals(128 + 8 * SLAB, arena.peakBytes());
    }
  }

  @Test
  void anotherTypeIsRefused() {
    try (Arena arena = new Arena(DataType.DOUBLE, SLAB)) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> arena.take(DataType.FLOAT, 1));
      assertEquals("this arena holds DOUBLE, not FLOAT", error.getMessage());
    }
  }
}
