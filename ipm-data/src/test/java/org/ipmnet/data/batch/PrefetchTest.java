// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.NoSuchElementException;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  @Test
  void thingsComeInOrderWhateverTheThreads() {
    try (Prefetch<Long> prefetch = new Prefetch<>(n -> n * n, 5, 3, 4)) {
      for (long n = 5; n < 50; n++) {
        assertEquals(n * n, prefetch.next());
      }
    }
  }

  @Test
  void aRowMayEnd() {
    try (Prefetch<Long> prefetch = new Prefetch<>(n -> n, 3, 2)) {
      for (long n = 0; n < 3; n++) {
        assertEquals(n, prefetch.next());
      }
      assertThrows(NoSuchElementException.class, prefetch::next);
    }
  }

  @Test
  void aFailureComesWithItsOwnThing() {
    try (Prefetch<Long> prefetch =
        new Prefetch<>(
            n -> {
              if (n == 2) {
                throw new UserError("a file has gone");
              }
              return n;
            },
            0,
            2,
            3)) {
      assertEquals(0, prefetch.next());
      assertEquals(1, prefetch.next());
      assertThrows(UserError.class, prefetch::next);
    }
  }
}
