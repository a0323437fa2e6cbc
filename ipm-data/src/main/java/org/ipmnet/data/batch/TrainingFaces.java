// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Face;

/**
 * The faces that a training meets, an endless row of each side: a pure function of the seed and the
 * place in the row. Safe from several threads.
 */
interface TrainingFaces {
  /**
   * A face in its place.
   *
   * @param truth how it looks in the makeup of the other side's face in the same place, in the same
   *     shape; null where nobody knows
   * @param epoch (epoch, index) names the sample's random draws
   */
  record Place(Face face, Face truth, long epoch, int index) {}

  /** The n-th of a side, at working size. */
  Place at(Side side, long n);

  /** How many epochs have ended before the n-th. */
  long epoch(long n);

  /** Whether places have a truth. */
  boolean knowTruth();
}
