// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.run.MedianRule.Sample;
import org.ipmnet.train.ablation.space.SpaceConfig.EarlyStopping;
import org.ipmnet.train.ablation.space.SpaceConfig.Rule;
import org.ipmnet.train.ablation.space.SpaceConfig.Score;
import org.junit.jupiter.api.Test;

/** The rule by numbers that can be followed by hand. */
class MedianRuleTest {
  private static final List<List<Sample>> FINISHED =
      List.of(curve(4, 2, 0), curve(6, 4, 0), curve(9, 9, 0)); // means at 20: 3, 5, 9

  private static List<Sample> curve(double... scores) {
    List<Sample> samples = new ArrayList<>();
    for (double score : scores) {
      samples.add(new Sample(10L * (samples.size() + 1), score));
    }
    return samples;
  }

  private static Optional<String> verdict(Metric.Better better, double... scores) {
    return new MedianRule(
            new Score(Metric.TRANSFER_ERROR, better), new EarlyStopping(Rule.MEDIAN, 10, 20, 3))
        .verdict(curve(scores), FINISHED);
  }

  @Test
  void theBestSoFarIsComparedWithTheMedianOfMeans() {
    assertEquals(
        Optional.of(
            "at iteration 20, best transfer error so far 5.1, median of 3 finished runs 5"
                .replace("5.1", "5.100")
                .replace("runs 5", "runs 5.000")),
        verdict(Metric.Better.LOWER, 7, 5.1));
    assertTrue(verdict(Metric.Better.LOWER, 4.9, 8).isEmpty(), "its best counts");
    assertTrue(verdict(Metric.Better.LOWER, 7, 5).isEmpty(), "the median itself is enough");
    assertTrue(verdict(Metric.Better.HIGHER, 3, 4.9).isPresent());
    assertTrue(verdict(Metric.Better.HIGHER, 3, 5.1).isEmpty());
  }

  @Test
  void nothingIsDecidedTooEarly() {
    assertTrue(verdict(Metric.Better.LOWER, 99).isEmpty(), "before iteration 20");
    assertTrue(verdict(Metric.Better.LOWER).isEmpty());
    MedianRule rule =
        new MedianRule(
            new Score(Metric.TRANSFER_ERROR, null), new EarlyStopping(Rule.MEDIAN, 10, 20, 4));
    assertTrue(rule.verdict(curve(99, 99), FINISHED).isEmpty(), "three runs of four");
  }
}
