// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ipmnet.core.testing.LargeAllocations;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.train.loop.Training;

/** Whether a training takes no fresh large array once it has begun: they cost page faults. */
public final class SteadyMemory {
  private static final long MEGABYTE = 1 << 20;

  private SteadyMemory() {}

  /**
   * Steps until all is there, and once more.
   *
   * @param batch so large that the networks' arrays take megabytes
   * @param before how many steps make everything that stays
   */
  public static void check(Training training, MakeupBatch batch, int before) {
    for (int i = 0; i < before; i++) {
      training.step(batch);
    }
    assertTrue(training.memoryUse().peakBytes() > 50 * MEGABYTE, "or this tests nothing");
    try (LargeAllocations allocations = new LargeAllocations(MEGABYTE)) {
      training.step(batch);
      assertEquals(List.of(), allocations.found());
    }
  }
}
