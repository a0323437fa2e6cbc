// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

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
}
