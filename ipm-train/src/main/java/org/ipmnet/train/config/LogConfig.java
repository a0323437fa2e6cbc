// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.config;

import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Require;

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
    @MayChange(TOLD) int every,
    @MayChange(TOLD) int samplesEvery,
    @MayChange(TOLD) int samples,
    @MayChange(TOLD) int measuresEvery,
    @MayChange(TOLD) int measuresFaces,
    @MayChange(TOLD) double reportSeconds,
    @MayChange(TOLD) double largestLoss)
    implements LogSettings {
  private static final String TOLD = "what is told does not move what is trained";

  /** Checks the ranges. */
  public LogConfig {
    LogSettings.requireRanges(every, samplesEvery, samples, reportSeconds, largestLoss);
    Require.atLeast("measures-every", measuresEvery, 0);
    Require.within("measures-faces", measuresFaces, 1, 10_000);
  }

  /** Gives a tree the keys that it may leave out. */
  static ConfigTree withOptionalKeys(ConfigTree tree, String prefix) {
    return tree.orElse(prefix + "measures-every", 0).orElse(prefix + "measures-faces", 16);
  }
}
