// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.eval.feature.FaceEmbedding;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A few pairs of one run, measured by themselves: sums, and what their pictures are in the eyes of
 * the networks, which see all of them at once.
 */
final class RunBatch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TargetMetrics ofTargets = new TargetMetrics();
  private final ReferenceMetrics ofReferences;
  private final ArrayList<MeasuredCase> cases = new ArrayList<>();
  private float[] features;
  private double identity;
  private int identities;

  private RunBatch(Optional<SyntheticTruth> truth) {
    this.ofReferences = new ReferenceMetrics(truth, true);
  }

  /**
   * Measures.
   *
   * @param size side of the pictures
   */
  static RunBatch of(
      MeasuringNetworks networks,
      Optional<SyntheticTruth> truth,
      int size,
      List<MeasuredPair> pairs) {
    RunBatch batch = new RunBatch(truth);
    for (MeasuredPair pair : pairs) {
      Map<Metric, Double> own = batch.ofTargets.add(pair);
      own.putAll(batch.ofReferences.add(pair));
      batch.cases.add(new MeasuredCase(own, pair));
    }
    List<float[]> results = pairs.stream().map(MeasuredPair::result).toList();
    networks
        .inception()
        .ifPresent(
            inception -> {
              try (INDArray pictures = PictureBatch.of(results, size)) {
                INDArray found = inception.features(pictures);
                batch.features = found.reshape(found.length()).toFloatVector();
              }
            });
    networks.faces().ifPresent(faces -> batch.addIdentity(faces, pairs, results, size));
    return batch;
  }

  private void addIdentity(
      FaceEmbedding faces, List<MeasuredPair> pairs, List<float[]> results, int size) {
    List<float[]> embeddings = faces.of(results, size);
    for (int i = 0; i < results.size(); i++) {
      float[] target = pairs.get(i).target().embedding(faces);
      double distance = FaceEmbedding.distance(target, embeddings.get(i));
      identity += distance;
      identities++;
      cases.get(i).values().put(Metric.IDENTITY, distance);
    }
  }

  /** The same beside the references alone. */
  static RunBatch besideReferences(Optional<SyntheticTruth> truth, List<MeasuredPair> pairs) {
    RunBatch batch = new RunBatch(truth);
    pairs.forEach(batch.ofReferences::add);
    return batch;
  }

  TargetMetrics ofTargets() {
    return ofTargets;
  }

  ReferenceMetrics ofReferences() {
    return ofReferences;
  }

  /** Inception's, one picture after the other; null without it. */
  float[] features() {
    return features;
  }

  /** The sum of the distances of targets and results. */
  double identity() {
    return identity;
  }

  /** How many there are; none without a network. */
  int identities() {
    return identities;
  }

  /** Its pairs one by one. */
  List<MeasuredCase> cases() {
    return cases;
  }
}
