// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.junit.jupiter.api.Test;

class NativeHeapTrimTest {
  private static final LossReport LOSSES = new LossReport(Map.of("g_total", 1.0));

  /** The tenths of a second at which it trims. */
  private static List<Long> trims(int tenthsOfAnIteration, int iterations) {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000); // a clock may begin anywhere
    long start = clock.get();
    List<Long> trims = new ArrayList<>();
    NativeHeapTrim trim =
        new NativeHeapTrim(() -> trims.add((clock.get() - start) / 100_000_000), clock::get);
    trim.onStart(new Progress(7, 1_000_000));
    for (int i = 0; i < iterations; i++) {
      clock.addAndGet(100_000_000L * tenthsOfAnIteration);
      trim.afterStep(new Progress(8 + i, 1_000_000), LOSSES);
    }
    return trims;
  }

  @Test
  void everySecond() {
    assertEquals(List.of(10L, 20L, 30L), trims(2, 19));
  }

  @Test
  void atMostOncePerIteration() {
    assertEquals(List.of(40L, 80L, 120L), trims(40, 3));
  }

  @Test
  void thisProcessHasOneWhateverJavaCan() {
    NativeHeapTrim trim = NativeHeapTrim.ofThisProcess();
    assertDoesNotThrow(() -> trim.onStart(new Progress(0, 2)));
    assertDoesNotThrow(() -> trim.afterStep(new Progress(1, 2), LOSSES));
  }

  @Test
  void givesFreeMemoryBack() throws IOException {
    assumeTrue(NativeHeapTrim.available(), "this Java cannot trim the native heap");
    assumeTrue(Files.exists(Path.of("/proc/self/statm")), "resident memory is read on Linux");
    int pieces = 2_000;
    long size = 64 << 10; // below the size that has a mapping of its own
    List<BytePointer> blocks = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      BytePointer block = new BytePointer(size);
      Pointer.memset(block, 1, size);
      blocks.add(block);
    }
    BytePointer last = new BytePointer(size); // above all of them: the heap's end cannot shrink
    blocks.forEach(Pointer::deallocate);
    long before = Pointer.physicalBytes();
    NativeHeapTrim.now();
    long given = before - Pointer.physicalBytes();
    last.deallocate();
    assertTrue(given > pieces * size / 2, given + " bytes of " + pieces * size);
  }
}
