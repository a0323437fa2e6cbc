// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.metric.DetailSimilarity;
import org.ipmnet.eval.metric.Psnr;
import org.ipmnet.eval.metric.Region;
import org.ipmnet.eval.metric.Ssim;

/**
 * What stays of the targets: the results of one run beside them, without any network. The reference
 * does not matter. Memory of a few numbers.
 */
final class TargetMetrics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Psnr background = new Psnr();
  private final Psnr whole = new Psnr();
  private final Means means = new Means();

  /**
   * Adds a pair.
   *
   * @return the pair's own values, as far as they are worth a look
   */
  Map<Metric, Double> add(MeasuredPair pair) {
    Map<Metric, Double> own = new EnumMap<>(Metric.class);
    EvaluationFace target = pair.target();
    float[] result = pair.result();
    int size = target.sample().size();
    background.add(result, target.image(), target.kept());
    whole.add(result, target.image());
    Psnr ofPair = new Psnr();
    ofPair.add(result, target.image(), target.kept());
    ofPair.decibels().ifPresent(v -> own.put(Metric.BACKGROUND_PSNR, v));
    if (size >= Ssim.LEAST_SIDE) {
      OptionalDouble ofKept = Ssim.ofKept(result, target.image(), size, target.kept());
      means.add(Metric.SSIM, OptionalDouble.of(Ssim.of(result, target.image(), size)), own);
      means.add(Metric.BACKGROUND_SSIM, ofKept, own);
      Region area = Region.makeupArea(target.sample());
      OptionalDouble detail = DetailSimilarity.of(result, target.image(), size, area);
      means.add(Metric.DETAIL_SSIM, detail, own);
    }
    return own;
  }

  /** Adds all pairs of another one. */
  void add(TargetMetrics other) {
    background.add(other.background);
    whole.add(other.whole);
    means.add(other.means);
  }

  /** What all pairs together tell; a metric that applies to none is absent. */
  Map<Metric, Double> values() {
    Map<Metric, Double> values = means.values();
    background.decibels().ifPresent(v -> values.put(Metric.BACKGROUND_PSNR, v));
    whole.decibels().ifPresent(v -> values.put(Metric.PSNR, v));
    return values;
  }
}
