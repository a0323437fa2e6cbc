// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ipmnet.train.log.StatsLine;

/**
 * One loss over the iterations, with few enough points to draw.
 *
 * @param term the loss
 * @param iterations ascending
 * @param raw means over neighbouring lines where there are too many
 * @param smooth an exponential moving average of the lines
 */
record LossCurve(String term, double[] iterations, double[] raw, double[] smooth) {
  private static final int MOST_POINTS = 500;
  private static final double SMOOTHED_SHARE = 0.02; // of all lines, in the average's window

  /** The curve of a term; values that are not finite are left out. */
  static LossCurve of(String term, LossHistory history) {
    List<StatsLine> lines =
        history.lines().stream()
            .filter(line -> Double.isFinite(line.losses().getOrDefault(term, Double.NaN)))
            .toList();
    double[] iterations = lines.stream().mapToDouble(StatsLine::iteration).toArray();
    double[] values = lines.stream().mapToDouble(line -> line.losses().get(term)).toArray();
    return new LossCurve(term, thinned(iterations), thinned(values), thinned(smoothed(values)));
  }

  private static double[] smoothed(double[] values) {
    double keep = 1 - 1 / Math.max(1, values.length * SMOOTHED_SHARE);
    double[] smooth = new double[values.length];
    double sum = 0;
    double weight = 0; // what the average has seen so far: without it the curve would start at 0
    for (int i = 0; i < values.length; i++) {
      sum = keep * sum + (1 - keep) * values[i];
      weight = keep * weight + (1 - keep);
      smooth[i] = sum / weight;
    }
    return smooth;
  }

  private static double[] thinned(double[] values) {
    if (values.length <= MOST_POINTS) {
      return values;
    }
    double[] means = new double[MOST_POINTS];
    for (int i = 0; i < MOST_POINTS; i++) {
      int from = (int) ((long) i * values.length / MOST_POINTS);
      int to = (int) ((long) (i + 1) * values.length / MOST_POINTS);
      means[i] = Arrays.stream(values, from, to).average().orElseThrow();
    }
    return means;
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return iterations.length == 0;
  }

  /** The values drawn, raw and smooth. */
  DoubleStream values() {
    return DoubleStream.concat(Arrays.stream(raw), Arrays.stream(smooth));
  }
}
