// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;

class ListenerGroupTest {
  private final List<Integer> closed = new ArrayList<>();

  private TrainingListener member(int number, Runnable closing) {
    return new TrainingListener() {
      @Override
      public void afterStep(Progress progress, LossReport losses) {}

      @Override
      public void close() {
        closed.add(number);
        closing.run();
      }
    };
  }

  @Test
  void allAreClosedInTheirOrderAndTheFirstFailureIsTold() {
    Error full = new OutOfMemoryError("test");
    RuntimeException disk = new UserError("test");
    ListenerGroup group =
        new ListenerGroup(
            List.of(
                member(1, () -> {}),
                member(
                    2,
                    () -> {
                      throw full;
                    }),
                member(
                    3,
                    () -> {
                      throw disk;
                    }),
                member(4, () -> {})));
    assertSame(full, assertThrows(OutOfMemoryError.class, group::close));
    assertEquals(List.of(1, 2, 3, 4), closed);
    assertArrayEquals(new Throwable[] {disk}, full.getSuppressed());
  }
}
