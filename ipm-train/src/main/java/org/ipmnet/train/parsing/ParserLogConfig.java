// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Range;
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
    @MayChange(TOLD) @Range(least = 1) int every,
    @MayChange(TOLD) @Range(least = 0) int samplesEvery,
    @MayChange(TOLD) @Range(least = 1, most = 16) int samples,
    @MayChange(TOLD) @Range(least = 0) double reportSeconds,
    @MayChange(TOLD) @Range(above = 0, most = Double.POSITIVE_INFINITY) double largestLoss)
    implements LogSettings {
  private static final String TOLD = "what is told does not move what is trained";
}
