// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.sample.SamplePreparation;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class BatchLoaderTest {
  private static final RandomStreams SEED = new RandomStreams(42);

  @TempDir Path root;

  @BeforeEach
  void faces() {
    TinyFaces.mtLayout(root, 7, 4, 24);
  }

  private MakeupTransferDataset open(String... more) {
    return MakeupTransferDataset.open(TinyFaces.config(root, 16, more), SEED);
  }

  private static List<Integer> digests(BatchLoader loader, int count) {
    List<Integer> digests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MakeupBatch batch = loader.next();
      int hash = Long.hashCode(batch.iteration());
      for (FaceBatch side : List.of(batch.bare(), batch.madeUp())) {
        for (INDArray array : List.of(side.images(), side.masks(), side.textures())) {
          hash = 31 * hash + Arrays.hashCode(array.data().asFloat());
        }
      }
      digests.add(hash);
    }
    return digests;
  }

  @Test
  void oneDrawFlipsAWholeSideOfABatch() {
    String[] fixed = {"crop: center", "order: fixed", "flip-unit: batch"};
    Set<String> seen = new TreeSet<>();
    try (BatchLoader drawn = new BatchLoader(open(fixed), 3, SEED, 0);
        BatchLoader straight =
            new BatchLoader(open("crop: center", "order: fixed", "flip: 0"), 3, SEED, 0)) {
      for (int i = 0; i < 24; i++) {
        MakeupBatch found = drawn.next();
        MakeupBatch plain = straight.next();
        seen.add(
            flipped(plain.bare(), found.bare()) + " " + flipped(plain.madeUp(), found.madeUp()));
      }
    }
    Set<String> all = Set.of("true true", "true false", "false true", "false false");
    assertEquals(all, seen, "each side has its own draw");
  }

  /** Whether all pictures, masks and textures are mirrored; fails when only some are. */
  private static boolean flipped(FaceBatch plain, FaceBatch found) {
    boolean mirrored = !plain.images().equals(found.images());
    List<INDArray> before = List.of(plain.images(), plain.masks(), plain.textures());
    List<INDArray> after = List.of(found.images(), found.masks(), found.textures());
    for (int i = 0; i < before.size(); i++) {
      INDArray expected = before.get(i);
      if (mirrored) {
        expected = mirror(expected);
      }
      assertArrayEquals(expected.dup().data().asFloat(), after.get(i).dup().data().asFloat());
    }
    return mirrored;
  }

  private static INDArray mirror(INDArray images) {
    INDArray mirrored = images.dup();
    for (long column = 0; column < images.size(3); column++) {
      Slice.of(mirrored, 3, column, column + 1)
          .assign(Slice.of(images, 3, images.size(3) - 1 - column, images.size(3) - column));
    }
    return mirrored;
  }

  @Test
  void shapesAndRanges() {
    try (BatchLoader loader = new BatchLoader(open(), 3, SEED, 0)) {
      MakeupBatch batch = loader.next();
      assertEquals(0, batch.iteration());
      for (FaceBatch side : List.of(batch.bare(), batch.madeUp())) {
        assertArrayEquals(new long[] {3, 3, 16, 16}, side.images().shape());
        assertArrayEquals(new long[] {3, 1, 16, 16}, side.masks().shape());
        assertArrayEquals(new long[] {3, 1, 16, 16}, side.textures().shape());
        assertTrue(side.images().minNumber().floatValue() >= -1);
        assertTrue(side.images().maxNumber().floatValue() <= 1);
        Set<Float> levels = new TreeSet<>();
        for (float value : side.masks().data().asFloat()) {
          levels.add(value);
        }
        assertEquals(Set.of(0f, 1f), levels);
        assertEquals(0, side.textures().mul(side.masks()).norm1Number().floatValue());
        assertTrue(side.textures().norm1Number().floatValue() > 0);
      }
      assertTrue(loader.waitedNanos() > 0);
    }
  }

  @Test
  void threadsAndQueueChangeNothing() {
    MakeupTransferDataset dataset = open();
    List<Integer> expected;
    try (BatchLoader loader = new BatchLoader(dataset, 3, SEED, 0, 1, 1)) {
      expected = digests(loader, 40);
    }
    try (BatchLoader loader = new BatchLoader(dataset, 3, SEED, 0, 4, 5)) {
      assertEquals(expected, digests(loader, 40));
    }
    assertEquals(40, expected.stream().distinct().count());
    try (BatchLoader loader = new BatchLoader(open("cache-mib: 0"), 3, SEED, 0, 3, 2)) {
      assertEquals(expected, digests(loader, 40));
    }
  }

  /** Whatever the order: an epoch of zipped sides ends with a whole row. */
  @Test
  void workersShareTheBatchOfOne() {
    for (String order : List.of("order: shuffled", "order: zipped", "flip-unit: batch")) {
      MakeupTransferDataset dataset = open(order);
      try (BatchLoader whole = new BatchLoader(dataset, 4, SEED, 0);
          BatchLoader first = new BatchLoader(dataset, 2, new BatchShare(0, 2), SEED, 0);
          BatchLoader second = new BatchLoader(dataset, 2, new BatchShare(1, 2), SEED, 0)) {
        for (int i = 0; i < 9; i++) {
          MakeupBatch row = whole.next();
          for (MakeupBatch part : List.of(first.next(), second.next())) {
            assertEquals(row.epoch(), part.epoch());
            for (Side side : Side.values()) {
              INDArray faces = row.side(side).images();
              assertEquals(
                  Slice.of(faces, 0, part.first(), part.first() + 2), part.side(side).images());
            }
          }
        }
      }
    }
  }

  @Test
  void aRunGoesOnFromAnyIteration() {
    MakeupTransferDataset dataset = open();
    List<Integer> whole;
    try (BatchLoader loader = new BatchLoader(dataset, 2, SEED, 0)) {
      whole = digests(loader, 20);
    }
    for (int start : new int[] {1, 7, 13}) {
      try (BatchLoader loader = new BatchLoader(dataset, 2, SEED, start)) {
        assertEquals(whole.subList(start, 20), digests(loader, 20 - start));
      }
    }
  }

  @Test
  void anotherSeedIsAnotherRun() {
    MakeupTransferDataset dataset = open();
    try (BatchLoader one = new BatchLoader(dataset, 2, SEED, 0);
        BatchLoader two = new BatchLoader(dataset, 2, new RandomStreams(43), 0)) {
      assertNotEquals(digests(one, 5), digests(two, 5));
    }
  }

  @Test
  void batchesLargerThanTheData() {
    try (BatchLoader loader = new BatchLoader(open(), 20, SEED, 0)) {
      assertEquals(20, loader.next().bare().images().size(0));
      assertEquals(1, loader.next().iteration());
    }
  }

  @Test
  void aFailureSurfacesOnceItsBatchIsDue() throws IOException {
    MakeupTransferDataset dataset = open("cache-mib: 0", "order: fixed");
    FaceFile third = dataset.train(Side.MADE_UP).get(2);
    Files.delete(third.photo());
    try (BatchLoader loader = new BatchLoader(dataset, 1, SEED, 0, 2, 4)) {
      loader.next();
      loader.next();
      UserError error = assertThrows(UserError.class, loader::next);
      assertTrue(error.getMessage().startsWith(third.photo().toString()), error.getMessage());
    }
  }

  /** Where memory is full, a worker may end before it has a batch in hand. */
  @Test
  @Timeout(60) // a bound on a hang, not a speed
  void nextDoesNotWaitForWorkersThatHaveEnded() {
    OutOfMemoryError full = new OutOfMemoryError("test");
    Supplier<BatchLoader.WorkerBuffers> buffers =
        () -> {
          throw full;
        };
    try (BatchLoader loader = new BatchLoader(open(), 1, BatchShare.ALL, SEED, 0, 2, 2, buffers)) {
      assertSame(full, assertThrows(OutOfMemoryError.class, loader::next));
      assertSame(full, assertThrows(OutOfMemoryError.class, loader::next));
    }
  }

  @Test
  void aClosedLoaderLeavesNoThread() {
    BatchLoader loader = new BatchLoader(open(), 1, SEED, 0, 3, 2);
    loader.next();
    assertEquals(3, threads().size());
    assertTrue(threads().stream().allMatch(Thread::isDaemon), "none keeps a process alive");
    loader.close();
    assertEquals(List.of(), threads());
    assertThrows(IllegalStateException.class, loader::next);
  }

  /** What stands where, from the schedule and a preparation of the test's own. */
  @Test
  void everyPlaceOfABatchHoldsItsFace() {
    MakeupTransferDataset dataset = open("order: random-reference");
    int size = 3;
    BatchSchedule schedule =
        new BatchSchedule(
            dataset.config().order(),
            SEED,
            dataset.train(Side.BARE).size(),
            dataset.train(Side.MADE_UP).size(),
            size);
    SamplePreparation preparation = new SamplePreparation(dataset.config());
    Sample sample = Sample.ofSize(16);
    try (BatchLoader loader = new BatchLoader(dataset, size, SEED, 2)) {
      for (long iteration = 2; iteration < 12; iteration++) {
        MakeupBatch batch = loader.next();
        assertEquals(schedule.epoch(iteration * size), batch.epoch());
        assertSame(batch.bare(), batch.side(Side.BARE));
        assertSame(batch.madeUp(), batch.side(Side.MADE_UP));
        for (Side side : Side.values()) {
          for (int i = 0; i < size; i++) {
            BatchSchedule.Slot slot = schedule.at(side, iteration * size + i);
            preparation.training(
                dataset.face(dataset.train(side).get(slot.face())),
                SEED.at("augment." + side.folder(), slot.epoch(), slot.index()),
                sample);
            FaceBatch faces = batch.side(side);
            String place = String.format(Locale.ROOT, "%s %d of %d", side, i, iteration);
            assertArrayEquals(sample.image(), floats(faces.images(), i), place);
            assertArrayEquals(sample.mask(), floats(faces.masks(), i), place);
            assertArrayEquals(sample.texture(), floats(faces.textures(), i), place);
            assertArrayEquals(sample.regions(), faces.regions()[i], place);
          }
        }
      }
    }
  }

  private static float[] floats(INDArray images, int index) {
    return Slice.of(images, 0, index, index + 1).dup().data().asFloat();
  }

  @Test
  void aFlipOfABatchIsAsLikelyAsConfigured() {
    MakeupTransferDataset dataset = open("crop: center", "order: fixed", "flip: 0");
    MakeupTransferDataset never =
        open("crop: center", "order: fixed", "flip: 0", "flip-unit: batch");
    MakeupTransferDataset always =
        open("crop: center", "order: fixed", "flip: 1", "flip-unit: batch");
    try (BatchLoader plain = new BatchLoader(dataset, 2, SEED, 0);
        BatchLoader same = new BatchLoader(never, 2, SEED, 0);
        BatchLoader mirrored = new BatchLoader(always, 2, SEED, 0)) {
      for (int i = 0; i < 8; i++) {
        FaceBatch expected = plain.next().bare();
        assertFalse(flipped(expected, same.next().bare()));
        assertTrue(flipped(expected, mirrored.next().bare()));
      }
    }
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    MakeupTransferDataset dataset = open();
    refused("batch must be at least 1, found 0", () -> new BatchLoader(dataset, 0, SEED, 0, 1, 1));
    refused(
        "iteration must be at least 0, found -1",
        () -> new BatchLoader(dataset, 1, SEED, -1, 1, 1));
    refused(
        "threads must be at least 1, found 0", () -> new BatchLoader(dataset, 1, SEED, 0, 0, 1));
    refused("queue must be at least 1, found 0", () -> new BatchLoader(dataset, 1, SEED, 0, 1, 0));
  }

  private static void refused(String message, Executable loading) {
    assertEquals(message, assertThrows(UserError.class, loading).getMessage());
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ipm-loader"))
        .toList();
  }
}
