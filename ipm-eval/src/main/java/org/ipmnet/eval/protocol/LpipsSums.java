// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Perceptual distances of a few pairs of pictures.
 *
 * @param sums by metric
 * @param pairs how many
 */
record LpipsSums(Map<Metric, Double> sums, int pairs) implements Serializable {
  /** Of no pair. */
  static LpipsSums none() {
    return new LpipsSums(new EnumMap<>(Metric.class), 0);
  }

  /**
   * Measures.
   *
   * @param first planar RGB in [-1, 1]
   * @param second as many
   * @param size side of the pictures
   */
  static LpipsSums of(
      MeasuringNetworks networks, int size, List<float[]> first, List<float[]> second) {
    LpipsSums sums = none();
    Map<LpipsBackbone, Metric> available = LpipsMetrics.available(networks, size);
    if (!first.isEmpty() && !available.isEmpty()) {
      try (INDArray a = PictureBatch.of(first, size);
          INDArray b = PictureBatch.of(second, size)) {
        available.forEach(
            (backbone, metric) -> {
              for (double distance : networks.lpips(backbone).orElseThrow().distances(a, b)) {
                sums.sums.merge(metric, distance, Double::sum);
              }
            });
      }
    }
    return new LpipsSums(sums.sums, first.size());
  }
}
