// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Everything about one run of one method: batches of pairs come in. */
final class RunMetrics implements AutoCloseable {
  private final TargetMetrics ofTargets = new TargetMetrics();
  private final ReferenceMetrics ofReferences = new ReferenceMetrics(Optional.empty(), true);
  private final FeatureSet features = new FeatureSet();
  private double identity;
  private int identities;

  void add(RunBatch batch) {
    ofTargets.add(batch.ofTargets());
    ofReferences.add(batch.ofReferences());
    identity += batch.identity();
    identities += batch.identities();
    if (batch.features() != null) {
      try (INDArray rows = Nd4j.createFromArray(batch.features())) {
        features.add(rows.reshape('c', batch.cases().size(), -1));
      }
    }
  }

  /**
   * All values of the run.
   *
   * @param reference features of the made-up faces; null without Inception
   */
  Map<Metric, Double> values(FeatureSet reference) {
    Map<Metric, Double> values = ofTargets.values();
    values.putAll(ofReferences.values());
    if (reference != null) {
      values.putAll(features.distances(reference));
    }
    if (identities > 0) {
      values.put(Metric.IDENTITY, identity / identities);
    }
    return values;
  }

  @Override
  public void close() {
    features.close();
  }
}
