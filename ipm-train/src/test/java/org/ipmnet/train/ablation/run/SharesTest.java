// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory, cores and work bound what runs side by side. */
class SharesTest {
  @Test
  void coresAreDividedAmongRuns() {
    assertEquals(new Shares(8, 1, 500), Shares.fitting(20, 8, 500, 100_000));
    assertEquals(new Shares(3, 5, 500), Shares.fitting(3, 16, 500, 100_000), "little work");
    assertEquals(new Shares(2, 8, 5000), Shares.fitting(20, 16, 5000, 14_000), "little memory");
    assertEquals(new Shares(1, 16, 5000), Shares.fitting(20, 16, 5000, 3_000), "one at least");
    assertEquals(new Shares(1, 16, 0), Shares.fitting(20, 16, 0, 100_000), "need unknown");
    assertEquals(new Shares(4, 1, 0), Shares.of(4, 2, 0), "more than cores if asked for");
  }

  @Test
  void aBenchmarkTellsTheNeed() {
    assertEquals(
        573,
        PeakOf.mebibytes(
            List.of("loading", "{\"iteration\": 0}", "{\"median\": 1, \"peak_rss_mib\": 573}")));
    assertEquals(0, PeakOf.mebibytes(List.of("ipm: no", "{")));
  }
}
