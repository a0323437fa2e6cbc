// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;

/** What the section {@code log} of every run has, whatever it trains. */
public interface LogSettings {
  /** Iterations between two lines of stats.jsonl and two points of the event file. */
  int every();

  /** Iterations between two sample grids; 0 for one at the end only. */
  int samplesEvery();

  /** Rows of a sample grid. */
  int samples();

  /** Least seconds between two refreshes of report.html. */
  double reportSeconds();

  /** Above this a loss counts as runaway and the run stops. */
  double largestLoss();

  /**
   * Checks the ranges, in the components' order.
   *
   * @throws UserError naming the key
   */
  static void requireRanges(
      int every, int samplesEvery, int samples, double reportSeconds, double largestLoss) {
    Require.atLeast("every", every, 1);
    Require.atLeast("samples-every", samplesEvery, 0);
    Require.within("samples", samples, 1, 16);
    Require.atLeast("report-seconds", reportSeconds, 0.0);
    if (!(largestLoss > 0)) {
      throw new UserError("largest-loss must be above 0, found " + largestLoss);
    }
  }
}
