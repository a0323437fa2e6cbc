// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import org.ipmnet.data.dataset.Side;

/** What pools draw at random. Iterations count from 0. */
public interface PoolDraws {
  /**
   * Whether an old picture is handed out: above 0.5.
   *
   * @param side that the pool's pictures imitate
   * @param index of the picture in the batch
   * @return uniform in [0, 1)
   */
  double uniform(long iteration, Side side, int index);

  /**
   * Which one.
   *
   * @return uniform in 0 .. size - 1
   */
  int slot(long iteration, Side side, int index, int size);
}
