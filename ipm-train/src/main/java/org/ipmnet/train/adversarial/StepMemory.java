// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Where the arrays of an iteration come from.
 *
 * @param arena takes back at the end what is left of them
 * @param memory that they are taken from: the arena, or what checks its use
 */
public record StepMemory(Arena arena, Memory memory) {
  /** By how much the arena grows. */
  private static final long SLAB_BYTES = 256L << 20;

  /** An arena of a training's own. */
  public static StepMemory of(DataType type) {
    return of(new Arena(type, SLAB_BYTES));
  }

  /** This arena. */
  public static StepMemory of(Arena arena) {
    return new StepMemory(arena, arena);
  }
}
