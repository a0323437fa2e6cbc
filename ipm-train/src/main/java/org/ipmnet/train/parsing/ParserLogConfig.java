// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import org.ipmnet.train.config.LogSettings;

/**
 * What a parser's run reports: section {@code log}.
 *
 * @param every iterations from one line of the log to the next
 * @param samplesEvery iterations from one measurement of the held-out photos to the next; 0 for one
 *     at the end only
 * @param samples how many of them are shown
 * @param reportSeconds least seconds from one report to the next
 * @param largestLoss a larger one ends the run
 */
public record ParserLogConfig(
    int every, int samplesEvery, int samples, double reportSeconds, double largestLoss)
    implements LogSettings {

  /** Checks the ranges. */
  public ParserLogConfig {
    LogSettings.requireRanges(every, samplesEvery, samples, reportSeconds, largestLoss);
  }
}
