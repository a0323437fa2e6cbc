// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean perceptual distance of pairs of pictures that come one at a time. */
final class LpipsMetrics {
  private static final Map<LpipsBackbone, Metric> METRICS =
      new EnumMap<>(
          Map.of(
              LpipsBackbone.ALEX, Metric.LPIPS_ALEX,
              LpipsBackbone.VGG, Metric.LPIPS_VGG));

  private final MeasuringNetworks networks;
  private final int size;
  private final int batch;
  private final List<float[]> first = new ArrayList<>();
  private final List<float[]> second = new ArrayList<>();
  private final Map<Metric, Double> sums = new EnumMap<>(Metric.class);
  private int pairs;

  LpipsMetrics(MeasuringNetworks networks, int size, int batch) {
    this.networks = networks;
    this.size = size;
    this.batch = batch;
  }

  /** The metrics that these networks allow at this size. */
  static List<Metric> available(MeasuringNetworks networks, int size) {
    List<Metric> available = new ArrayList<>();
    METRICS.forEach(
        (backbone, metric) -> {
          if (networks.lpips(backbone).isPresent() && size >= backbone.leastSide()) {
            available.add(metric);
          }
        });
    return available;
  }

  void add(float[] a, float[] b) {
    first.add(a);
    second.add(b);
    pairs++;
    if (first.size() == batch) {
      flush();
    }
  }

  private void flush() {
    if (first.isEmpty()) {
      return;
    }
    List<Metric> available = available(networks, size);
    if (!available.isEmpty()) {
      try (INDArray a = PictureBatch.of(first, size);
          INDArray b = PictureBatch.of(second, size)) {
        METRICS.forEach(
            (backbone, metric) -> {
              if (available.contains(metric)) {
                double[] distances = networks.lpips(backbone).orElseThrow().distances(a, b);
                for (double distance : distances) {
                  sums.merge(metric, distance, Double::sum);
                }
              }
            });
      }
    }
    first.clear();
    second.clear();
  }

  /** The means; none without any pair. */
  Map<Metric, Double> values() {
    flush();
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    sums.forEach((metric, sum) -> values.put(metric, sum / pairs));
    return values;
  }
}
