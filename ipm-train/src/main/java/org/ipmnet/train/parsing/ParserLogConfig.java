// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import org.ipmnet.core.config.MayChange;
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
    @MayChange(TOLD) int every,
    @MayChange(TOLD) int samplesEvery,
    @MayChange(TOLD) int samples,
    @MayChange(TOLD) double reportSeconds,
    @MayChange(TOLD) double largestLoss)
    implements LogSettings {
  private static final String TOLD = "what is told does not move what is trained";

  /** Checks the ranges. */
  public ParserLogConfig {
    LogSettings.requireRanges(every, samplesEvery, samples, reportSeconds, largestLoss);
  }
}
