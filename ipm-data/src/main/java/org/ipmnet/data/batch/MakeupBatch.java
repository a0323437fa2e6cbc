// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import org.ipmnet.data.dataset.Side;

/**
 * What one iteration trains on. The arrays are native buffers that the {@link BatchLoader} owns and
 * fills again: they are valid until its following {@link BatchLoader#next()}; copy what must live
 * longer.
 *
 * @param iteration the iteration it belongs to, counted from 0
 * @param epoch how many epochs have ended before it: those of {@link BatchSchedule#epoch}
 * @param first where its samples begin in the iteration's row, as {@link BatchShare} says; 0 for
 *     one worker
 * @param bare side X
 * @param madeUp side Y
 */
public record MakeupBatch(long iteration, long epoch, int first, FaceBatch bare, FaceBatch madeUp) {
  /** All of an iteration of the first epoch. */
  public MakeupBatch(long iteration, FaceBatch bare, FaceBatch madeUp) {
    this(iteration, 0, 0, bare, madeUp);
  }

  /** One of the sides. */
  public FaceBatch side(Side side) {
    return side == Side.BARE ? bare : madeUp;
  }
}
