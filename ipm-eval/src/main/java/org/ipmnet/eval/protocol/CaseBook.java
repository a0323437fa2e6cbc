// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

  private final Map<Metric, List<Entry>> best = new EnumMap<>(Metric.class);
  private final Map<Metric, List<Entry>> worst = new EnumMap<>(Metric.class);

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

  /** A pair that may still be pushed out; its pictures may have to be made for it. */
  private record Entry(String pair, double value, Supplier<MeasuredPair> pictures) {
    Case developed() {
      MeasuredPair pair = pictures.get();
      return new Case(
          pair.target().file().name(),
          pair.reference().file().name(),
          value,
          pair.target().image(),
          pair.reference().image(),
          pair.result());
    }
  }

  /**
   * Offers a transfer.
   *
   * @param pair tells it from others
   * @param pictures asked for when it is shown
   */
  void offer(String pair, Map<Metric, Double> values, Supplier<MeasuredPair> pictures) {
    for (Metric metric : BY) {
      Double value = values.get(metric);
      if (value != null && Double.isFinite(value)) {
        Entry one = new Entry(pair, value, pictures);
        Comparator<Entry> rising = Comparator.comparingDouble(Entry::value);
        boolean lower = metric.better() == Metric.Better.LOWER;
        offer(best, metric, one, lower ? rising : rising.reversed());
        offer(worst, metric, one, lower ? rising.reversed() : rising);
      }
    }
  }

  private static void offer(
      Map<Metric, List<Entry>> book, Metric metric, Entry one, Comparator<Entry> order) {
    List<Entry> cases = book.computeIfAbsent(metric, m -> new ArrayList<>());
    if (cases.size() == MOST && order.compare(one, cases.get(MOST - 1)) >= 0) {
      return;
    }
    // a pair that comes again in another run tells nothing new
    if (cases.stream().anyMatch(known -> known.pair().equals(one.pair()))) {
      return;
    }
    cases.add(one);
    cases.sort(order);
    if (cases.size() > MOST) {
      cases.remove(MOST);
    }
  }

  /** Gets the pictures of those that are left, while what makes them is there. */
  void develop() {
    for (Map<Metric, List<Entry>> book : List.of(best, worst)) {
      book.values()
          .forEach(
              entries ->
                  entries.replaceAll(
                      entry -> {
                        MeasuredPair pair = entry.pictures().get();
                        return new Entry(entry.pair(), entry.value(), () -> pair);
                      }));
    }
  }

  /** The metrics by which there are cases. */
  public List<Metric> measures() {
    return BY.stream().filter(best::containsKey).toList();
  }

  /** The best transfers by one of {@link #measures}, the best first. */
  public List<Case> best(Metric metric) {
    return best.get(metric).stream().map(Entry::developed).toList();
  }

  /** The worst transfers, the worst first. */
  public List<Case> worst(Metric metric) {
    return worst.get(metric).stream().map(Entry::developed).toList();
  }
}
