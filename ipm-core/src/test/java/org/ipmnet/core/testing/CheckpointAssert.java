// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.ipmnet.core.weights.SafeTensors;

/** Compares checkpoints bit for bit. */
public final class CheckpointAssert {
  private CheckpointAssert() {}

  /** All tensors of both are there and equal. */
  public static void assertSameTensors(Path expected, Path actual) {
    try (SafeTensors a = SafeTensors.open(expected);
        SafeTensors b = SafeTensors.open(actual)) {
      assertEquals(a.names(), b.names());
      for (String name : a.names()) {
        assertArrayEquals(
            a.read(name).reshape(-1).toFloatVector(),
            b.read(name).reshape(-1).toFloatVector(),
            name);
      }
    }
  }
}
