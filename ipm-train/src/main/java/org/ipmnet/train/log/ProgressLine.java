// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.TrainingListener;

/** Tells a person how training is going. */
public final class ProgressLine {
  private static final int MOST_LOSSES = 4;

  private ProgressLine() {}

  /**
   * The listener that fits the output.
   *
   * @param out where it goes
   * @param terminal whether {@code out} is a terminal: a bar that redraws itself, else plain lines
   * @param nanoTime a clock in nanoseconds, such as {@code System::nanoTime}
   */
  public static TrainingListener on(PrintStream out, boolean terminal, LongSupplier nanoTime) {
    return terminal ? new ProgressBarLine(out) : new PlainProgressLines(out, nanoTime);
  }

  /** The totals and D's losses, or whatever comes first where there are none. */
  static String mainLosses(LossReport losses) {
    List<Map.Entry<String, Double>> main =
        losses.terms().entrySet().stream()
            .filter(loss -> loss.getKey().endsWith("_total") || loss.getKey().startsWith("d_"))
            .toList();
    return (main.isEmpty() ? losses.terms().entrySet() : main)
        .stream()
            .limit(MOST_LOSSES)
            .map(loss -> String.format(Locale.ROOT, "%s %.4g", loss.getKey(), loss.getValue()))
            .collect(Collectors.joining(", "));
  }
}
