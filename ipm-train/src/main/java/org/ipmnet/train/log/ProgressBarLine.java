// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;

/** A bar that redraws itself on a terminal, with speed, time left and the main losses. */
final class ProgressBarLine implements TrainingListener {
  private final PrintStream out;
  private ProgressBar bar;

  ProgressBarLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public void onStart(Progress progress) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("training")
            .setInitialMax(progress.iterations())
            .startsFrom(progress.iteration(), Duration.ZERO)
            .setUnit("it", 1)
            .showSpeed(new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setStyle(ProgressBarStyle.ASCII) // Unicode blocks need a UTF-8 terminal
            .setUpdateIntervalMillis(500)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .build();
  }

  @Override
  public void afterStep(Progress progress, LossReport losses) {
    bar.setExtraMessage(" " + ProgressLine.mainLosses(losses));
    bar.stepTo(progress.iteration());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
