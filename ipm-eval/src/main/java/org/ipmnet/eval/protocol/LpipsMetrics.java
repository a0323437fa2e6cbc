// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.EnumMap;
import java.util.Map;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.eval.feature.MeasuringNetworks;

/** The mean perceptual distance of pairs of pictures that come a few at a time. */
final class LpipsMetrics {
  private static final Map<LpipsBackbone, Metric> METRICS =
      new EnumMap<>(
          Map.of(
              LpipsBackbone.ALEX, Metric.LPIPS_ALEX,
              LpipsBackbone.VGG, Metric.LPIPS_VGG));

  private final Map<Metric, Double> sums = new EnumMap<>(Metric.class);
  private int pairs;

  /** The metrics that these networks allow at this size. */
  static Map<LpipsBackbone, Metric> available(MeasuringNetworks networks, int size) {
    Map<LpipsBackbone, Metric> available = new EnumMap<>(LpipsBackbone.class);
    METRICS.forEach(
        (backbone, metric) -> {
          if (networks.lpips(backbone).isPresent() && size >= backbone.leastSide()) {
            available.put(backbone, metric);
          }
        });
    return available;
  }

  void add(LpipsSums more) {
    more.sums().forEach((metric, sum) -> sums.merge(metric, sum, Double::sum));
    pairs += more.pairs();
  }

  /** The means; none without any pair. */
  Map<Metric, Double> values() {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    sums.forEach((metric, sum) -> values.put(metric, sum / pairs));
    return values;
  }
}
