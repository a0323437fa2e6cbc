// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.Side;

/**
 * A run's own draws: functions of the seed, the iteration and the place, so that a resumed run
 * draws the same.
 *
 * @param streams the run's
 */
public record SeededPoolDraws(RandomStreams streams) implements PoolDraws {
  @Override
  public double uniform(long iteration, Side side, int index) {
    return streams.at("pool." + side.folder(), iteration, index).nextDouble();
  }

  @Override
  public int slot(long iteration, Side side, int index, int size) {
    return streams.at("pool.slot." + side.folder(), iteration, index).nextInt(size);
  }
}
