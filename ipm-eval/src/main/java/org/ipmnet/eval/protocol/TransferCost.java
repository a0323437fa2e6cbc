// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.model.MakeupModel;

/**
 * What one transfer costs: a prepared face and a reference in, a picture out, one after the other,
 * nothing kept from the one before. Reading, parsing and pasting back are the same for every model
 * and not in it.
 *
 * @param medianSeconds of one transfer
 * @param transfers how many were timed
 * @param arenaBytes the most bytes of layers' outputs in use at once; parameters are not in it
 */
public record TransferCost(double medianSeconds, int transfers, long arenaBytes) {
  private static final int WARM_UP = 2;
  private static final int TIMED = 10;

  /**
   * Measures.
   *
   * @param reference planar RGB in [-1, 1]
   * @param nanoTime a clock in nanoseconds
   */
  public static TransferCost of(
      MakeupModel model, Sample target, Sample reference, LongSupplier nanoTime) {
    double[] seconds = new double[TIMED];
    for (int i = -WARM_UP; i < TIMED; i++) {
      long began = nanoTime.getAsLong();
      model.canvas(target).paint(model.style(reference));
      if (i >= 0) {
        seconds[i] = (nanoTime.getAsLong() - began) / 1e9;
      }
    }
    Arrays.sort(seconds);
    double median = (seconds[(TIMED - 1) / 2] + seconds[TIMED / 2]) / 2;
    return new TransferCost(median, TIMED, model.memoryUse().peakBytes());
  }
}
