// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/** A line every ten seconds, for files and pipes; also one for the first and the last iteration. */
final class PlainProgressLines implements TrainingListener {
  private static final double SECONDS_BETWEEN = 10;

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private long lastIteration;
  private long lastTime;
  private boolean told;

  PlainProgressLines(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onStart(Progress progress) {
    lastIteration = progress.iteration();
    lastTime = nanoTime.getAsLong();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    long now = nanoTime.getAsLong();
    double seconds = (now - lastTime) * 1e-9;
    if (told && seconds < SECONDS_BETWEEN && !progress.finished()) {
      return;
    }
    // since the last line, not since the start: the first iterations are slower than all others
    double perSecond = (progress.iteration() - lastIteration) / Math.max(seconds, 1e-9);
    out.printf(
        Locale.ROOT,
        "iteration %d/%d (%.1f%%), %s it/s, %s left, %s%n",
        progress.iteration(),
        progress.iterations(),
        100.0 * progress.iteration() / progress.iterations(),
        rate(perSecond),
        DurationText.of((progress.iterations() - progress.iteration()) / perSecond),
        ProgressLine.mainLosses(losses));
    out.flush();
    told = true;
    lastIteration = progress.iteration();
    lastTime = now;
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond >= 10 ? "%.1f" : "%.3f", perSecond);
  }
}
