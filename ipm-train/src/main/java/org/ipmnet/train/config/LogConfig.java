// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Range;

/**
 * What a run tells while it runs, key {@code log}.
 *
 * @param every iterations between two lines of stats.jsonl and two points of the event file
 * @param samplesEvery iterations between two sample grids; 0 for one at the end only
 * @param samples rows and columns of a sample grid
 * @param reportSeconds seconds between two refreshes of report.html
 * @param measuresEvery iterations between two measurements on held-out faces; 0 for none
 * @param measuresFaces how many faces of each side are measured
 * @param largestLoss above this a loss counts as runaway and the run stops
 */
public record LogConfig(
    @MayChange(TOLD) @Range(least = 1) int every,
    @MayChange(TOLD) @Range(least = 0) int samplesEvery,
    @MayChange(TOLD) @Range(least = 1, most = 16) int samples,
    @MayChange(TOLD) @Default("0") @Range(least = 0) int measuresEvery,
    @MayChange(TOLD) @Default("16") @Range(least = 1, most = 10_000) int measuresFaces,
    @MayChange(TOLD) @Range(least = 0) double reportSeconds,
    @MayChange(TOLD) @Range(above = 0, most = Double.POSITIVE_INFINITY) double largestLoss)
    implements LogSettings {
  private static final String TOLD = "what is told does not move what is trained";
}
