// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.space.SpaceConfig;

/** Arbiter's score: one measure of an outcome. */
final class MetricScore implements ScoreFunction {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final boolean minimize;

  MetricScore(SpaceConfig.Score score) {
    this.key = score.measure().key();
    this.minimize = score.better() == Metric.Better.LOWER;
  }

  @Override
  public double score(Object outcome, DataProvider data, Map<String, Object> parameters) {
    return ((RunOutcome) outcome).measures().get(key);
  }

  @Override
  public double score(Object outcome, Class<? extends DataSource> data, Properties properties) {
    return ((RunOutcome) outcome).measures().get(key);
  }

  @Override
  public boolean minimize() {
    return minimize;
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(RunOutcome.class);
  }

  @Override
  public List<Class<?>> getSupportedDataTypes() {
    return List.of();
  }
}
