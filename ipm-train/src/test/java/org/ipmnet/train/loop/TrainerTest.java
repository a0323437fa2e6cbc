// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerTest {
  /** Asked to stop while iteration 4 is under way. */
  @Test
  void whoAsksToStopCanBeToldWhichIterationEnds() {
    List<String> told = new ArrayList<>();
    int[] steps = {2};
    StopRequest stop =
        new StopRequest() {
          @Override
          public boolean getAsBoolean() {
            return steps[0] == 4;
          }

          @Override
          public void underWay(String work) {
            told.add(work);
          }
        };
    Progress reached =
        new Trainer(
                () -> {
                  steps[0]++;
                  return new LossReport(Map.of());
                },
                List.of())
            .run(new Progress(2, 9), stop.or(() -> false));
    assertEquals(4, reached.iteration());
    assertEquals(
        List.of("finishing iteration 3, then saving", "finishing iteration 4, then saving"), told);
  }
}
