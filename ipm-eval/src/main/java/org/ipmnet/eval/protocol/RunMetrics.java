// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.eval.feature.FaceEmbedding;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Everything about one run of one method: pairs come in, a few wait for the networks. */
final class RunMetrics implements AutoCloseable {
  private final MeasuringNetworks networks;
  private final int size;
  private final int batch;
  private final Optional<CaseBook> cases;
  private final TargetMetrics ofTargets = new TargetMetrics();
  private final ReferenceMetrics ofReferences;
  private final FeatureSet features = new FeatureSet();
  private final List<MeasuredPair> waiting = new ArrayList<>();
  private final List<Map<Metric, Double>> waitingValues = new ArrayList<>();
  private double identity;
  private int pairs;

  /**
   * A run that begins.
   *
   * @param size side of the pictures
   * @param batch pictures that a network sees at once
   * @param cases what keeps the best and the worst, or nothing
   */
  RunMetrics(
      MeasuringNetworks networks,
      Optional<SyntheticTruth> truth,
      int size,
      int batch,
      Optional<CaseBook> cases) {
    this.networks = networks;
    this.size = size;
    this.batch = batch;
    this.cases = cases;
    this.ofReferences = new ReferenceMetrics(truth, true);
  }

  void add(MeasuredPair pair) {
    waiting.add(pair);
    Map<Metric, Double> own = ofTargets.add(pair);
    own.putAll(ofReferences.add(pair));
    waitingValues.add(own);
    pairs++;
    if (waiting.size() == batch) {
      flush();
    }
  }

  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    List<float[]> results = waiting.stream().map(MeasuredPair::result).toList();
    networks
        .inception()
        .ifPresent(
            inception -> {
              try (INDArray batchOfResults = PictureBatch.of(results, size)) {
                features.add(inception.features(batchOfResults));
              }
            });
    networks
        .faces()
        .ifPresent(
            faces -> {
              List<float[]> embeddings = faces.of(results, size);
              for (int i = 0; i < results.size(); i++) {
                float[] target = waiting.get(i).target().embedding(faces);
                double distance = FaceEmbedding.distance(target, embeddings.get(i));
                identity += distance;
                waitingValues.get(i).put(Metric.IDENTITY, distance);
              }
            });
    for (int i = 0; i < results.size(); i++) {
      MeasuredPair pair = waiting.get(i);
      Map<Metric, Double> values = waitingValues.get(i);
      cases.ifPresent(book -> book.offer(pair, values));
    }
    waiting.clear();
    waitingValues.clear();
  }

  /**
   * All values of the run.
   *
   * @param reference features of the made-up faces; null without Inception
   */
  Map<Metric, Double> values(FeatureSet reference) {
    flush();
    Map<Metric, Double> values = ofTargets.values();
    values.putAll(ofReferences.values());
    if (reference != null) {
      values.putAll(features.distances(reference));
    }
    if (networks.faces().isPresent() && pairs > 0) {
      values.put(Metric.IDENTITY, identity / pairs);
    }
    return values;
  }

  @Override
  public void close() {
    features.close();
  }
}
