// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.feature.PictureBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean perceptual distance of pairs of pictures that come one at a time. */
final class LpipsMeasures {
  private static final Map<LpipsBackbone, Measure> MEASURES =
      new EnumMap<>(
          Map.of(
              LpipsBackbone.ALEX, Measure.LPIPS_ALEX,
              LpipsBackbone.VGG, Measure.LPIPS_VGG));

  private final MeasuringNetworks networks;
  private final int size;
  private final int batch;
  private final List<float[]> first = new ArrayList<>();
  private final List<float[]> second = new ArrayList<>();
  private final Map<Measure, Double> sums = new EnumMap<>(Measure.class);
  private int pairs;

  LpipsMeasures(MeasuringNetworks networks, int size, int batch) {
    this.networks = networks;
    this.size = size;
    this.batch = batch;
  }

  /** The measures that these networks allow at this size. */
  static List<Measure> available(MeasuringNetworks networks, int size) {
    List<Measure> available = new ArrayList<>();
    MEASURES.forEach(
        (backbone, measure) -> {
          if (networks.lpips(backbone).isPresent() && size >= backbone.leastSide()) {
            available.add(measure);
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
    List<Measure> available = available(networks, size);
    if (!available.isEmpty()) {
      try (INDArray a = PictureBatch.of(first, size);
          INDArray b = PictureBatch.of(second, size)) {
        MEASURES.forEach(
            (backbone, measure) -> {
              if (available.contains(measure)) {
                double[] distances = networks.lpips(backbone).orElseThrow().distances(a, b);
                for (double distance : distances) {
                  sums.merge(measure, distance, Double::sum);
                }
              }
            });
      }
    }
    first.clear();
    second.clear();
  }

  /** The means; none without any pair. */
  Map<Measure, Double> values() {
    flush();
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    sums.forEach((measure, sum) -> values.put(measure, sum / pairs));
    return values;
  }
}
