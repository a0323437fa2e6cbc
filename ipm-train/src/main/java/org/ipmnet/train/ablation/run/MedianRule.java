// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.space.SpaceConfig;

/**
 * The median stopping rule of Golovin and others, Google Vizier (KDD 2017), section 3.2: a run is
 * given up at an iteration if the best score it has had is worse than the median of what finished
 * runs had on average up to there.
 */
final class MedianRule {
  private final SpaceConfig.Score score;
  private final SpaceConfig.EarlyStopping config;

  MedianRule(SpaceConfig.Score score, SpaceConfig.EarlyStopping config) {
    this.score = score;
    this.config = config;
  }

  /**
   * A score on the way.
   *
   * @param iteration finished
   */
  record Sample(long iteration, double score) {}

  /**
   * Why a run should be stopped, or nothing.
   *
   * @param run its scores so far, by iteration
   * @param finished those of the runs that have been trained to their end
   */
  Optional<String> verdict(List<Sample> run, List<List<Sample>> finished) {
    if (run.isEmpty()) {
      return Optional.empty();
    }
    long now = run.get(run.size() - 1).iteration();
    if (now < config.after()) {
      return Optional.empty();
    }
    List<Double> means = new ArrayList<>();
    for (List<Sample> other : finished) {
      OptionalDouble mean =
          other.stream()
              .filter(sample -> sample.iteration() <= now)
              .mapToDouble(Sample::score)
              .average();
      if (mean.isPresent()) {
        means.add(mean.getAsDouble());
      }
    }
    if (means.size() < config.runs()) {
      return Optional.empty();
    }
    Comparator<Double> worse = Comparator.naturalOrder();
    double best =
        run.stream()
            .map(Sample::score)
            .min(score.better() == Metric.Better.LOWER ? worse : worse.reversed())
            .orElseThrow();
    double median = median(means);
    return score.isBetter(median, best)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "at iteration %d, best %s so far %.4g, median of %d finished runs %.4g",
                now,
                score.measure().title(),
                best,
                means.size(),
                median))
        : Optional.empty();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
