// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.space;

import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Default;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Range;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.Metric;

/**
 * The keys of a space file but for {@code settings} and {@code axes}.
 *
 * @param base configuration that candidates differ from, itself the first of them
 * @param files of differences, for a list; or null
 * @param seeds runs of each candidate, with the base's seed and those behind it
 * @param earlyStopping or null
 */
public record SpaceConfig(
    String base,
    Space.Search search,
    @Nullable List<String> files,
    @Default("1") @Range(least = 1, most = 1000) int seeds,
    Budget budget,
    Score score,
    Evaluation evaluation,
    @Nullable EarlyStopping earlyStopping) {

  /**
   * When a search ends.
   *
   * @param iterations of each run; null for the base's
   * @param minutes of the whole search, over all its sessions; null for no end
   * @param candidates beside the base; null for all there are
   */
  public record Budget(
      @Nullable @Range(least = 1) Long iterations,
      @Nullable @Range(least = 0) Double minutes,
      @Nullable @Range(least = 1, most = 10_000) Integer candidates) {}

  /**
   * What candidates are compared by.
   *
   * @param better which values are; null for what the measure says itself
   */
  public record Score(Metric measure, @Nullable Metric.Better better) {
    /** Fills in the direction. */
    public Score {
      better = better == null ? measure.better() : better;
      if (better == Metric.Better.NONE) {
        throw new UserError(
            "better must be lower or higher: %s alone does not say which is good",
            HyphenatedName.of(measure));
      }
    }

    /** Whether one value is better than another. */
    public boolean isBetter(double one, double other) {
      return better == Metric.Better.LOWER ? one < other : one > other;
    }
  }

  /**
   * How a trained candidate is measured.
   *
   * @param runs how often each bare face is made up
   * @param split of which faces
   */
  public record Evaluation(
      @Default("2") @Range(least = 1, most = 1000) int runs,
      @Default("test") EvaluationSplit.Part split) {}

  /** How a hopeless candidate is told. */
  public enum Rule {
    /** Its best score so far is worse than the median of the others' means so far. */
    MEDIAN
  }

  /**
   * When a run is stopped that promises nothing.
   *
   * @param every iterations between two measurements
   * @param after iterations before the first decision
   * @param runs finished runs that a decision needs
   */
  public record EarlyStopping(
      @Default("median") Rule rule,
      @Range(least = 1) int every,
      @Range(least = 0) long after,
      @Default("3") @Range(least = 1) int runs) {}
}
