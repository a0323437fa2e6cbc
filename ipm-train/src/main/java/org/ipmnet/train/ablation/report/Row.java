// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.report;

import static org.ipmnet.eval.report.MetricTable.NOTHING;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ipmnet.eval.metric.Interval;
import org.ipmnet.eval.protocol.Metric;
import org.ipmnet.train.ablation.space.Point;

/**
 * A candidate in the table.
 *
 * @param point the candidate
 * @param seeds how many of its runs were trained and measured
 * @param measures over these, those that there are
 * @param difference of the score to the base's, paired by seed; nothing for the base or without a
 *     common seed
 * @param verdict better or worse if the interval says so, unclear if it holds 0, or empty
 * @param seconds of training, the mean
 * @param note what went otherwise; empty if nothing did
 */
record Row(
    Point point,
    int seeds,
    Map<Metric, Spread> measures,
    Optional<Interval> difference,
    String verdict,
    OptionalDouble seconds,
    String note) {
  String cell(Metric measure) {
    Spread spread = measures.get(measure);
    return spread == null ? NOTHING : spread.shown(measure);
  }

  String differenceCell(Metric measure) {
    if (difference.isEmpty()) {
      return NOTHING;
    }
    String mean = measure.shown(difference.get().mean());
    String shown = mean.matches("-.*|[0.]*") ? mean : "+" + mean;
    OptionalDouble half = difference.get().halfWidth();
    return half.isPresent() ? shown + " ± " + measure.shown(half.getAsDouble()) : shown;
  }

  String secondsCell() {
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.0f s", seconds.getAsDouble())
        : NOTHING;
  }
}
