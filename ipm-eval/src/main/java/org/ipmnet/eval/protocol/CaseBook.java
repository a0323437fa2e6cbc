// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The best and the worst transfers by some metrics; a handful of pictures, however many come. */
public final class CaseBook {
  private static final List<Metric> BY =
      List.of(
          Metric.TRANSFER_ERROR,
          Metric.IDENTITY,
          Metric.BACKGROUND_PSNR,
          Metric.COLOUR_LIPS,
          Metric.COLOUR_SKIN);
  private static final int MOST = 3;

  private final Map<Metric, List<Case>> best = new EnumMap<>(Metric.class);
  private final Map<Metric, List<Case>> worst = new EnumMap<>(Metric.class);

  /**
   * One transfer; pictures are planar RGB in [-1, 1].
   *
   * @param targetName file name of the target without extension
   * @param referenceName of the reference
   * @param value what was measured of it
   */
  public record Case(
      String targetName,
      String referenceName,
      double value,
      float[] target,
      float[] reference,
      float[] result) {}

  void offer(MeasuredPair pair, Map<Metric, Double> values) {
    for (Metric metric : BY) {
      Double value = values.get(metric);
      if (value != null && Double.isFinite(value)) {
        Case one =
            new Case(
                pair.target().file().name(),
                pair.reference().file().name(),
                value,
                pair.target().image(),
                pair.reference().image(),
                pair.result());
        Comparator<Case> rising = Comparator.comparingDouble(Case::value);
        boolean lower = metric.better() == Metric.Better.LOWER;
        offer(best, metric, one, lower ? rising : rising.reversed());
        offer(worst, metric, one, lower ? rising.reversed() : rising);
      }
    }
  }

  private static void offer(
      Map<Metric, List<Case>> book, Metric metric, Case one, Comparator<Case> order) {
    List<Case> cases = book.computeIfAbsent(metric, m -> new ArrayList<>());
    if (cases.size() == MOST && order.compare(one, cases.get(MOST - 1)) >= 0) {
      return;
    }
    // a pair that comes again in another run tells nothing new
    for (Case known : cases) {
      if (known.targetName().equals(one.targetName())
          && known.referenceName().equals(one.referenceName())) {
        return;
      }
    }
    cases.add(one);
    cases.sort(order);
    if (cases.size() > MOST) {
      cases.remove(MOST);
    }
  }

  /** The metrics by which there are cases. */
  public List<Metric> measures() {
    return BY.stream().filter(best::containsKey).toList();
  }

  /** The best transfers by one of {@link #measures}, the best first. */
  public List<Case> best(Metric metric) {
    return List.copyOf(best.get(metric));
  }

  /** The worst transfers, the worst first. */
  public List<Case> worst(Metric metric) {
    return List.copyOf(worst.get(metric));
  }
}
