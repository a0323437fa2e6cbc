// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.ipmnet.core.io.Opening;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.loop.TrainingListener;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A bar that redraws itself on a terminal, with speed, time left and the main losses. */
final class ProgressBarLine implements TrainingListener {
  private final PrintStream out;
  private Terminal terminal;
  private ProgressBar bar;

  ProgressBarLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public void onStart(Progress progress) {
    terminal = terminal();
    bar =
        new ProgressBarBuilder()
            .setTaskName("training")
            .setInitialMax(progress.iterations())
            .startsFrom(progress.iteration(), Duration.ZERO)
            .setUnit("it", 1)
            .showSpeed(new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .setStyle(ProgressBarStyle.ASCII) // Unicode blocks need a UTF-8 terminal
            .setUpdateIntervalMillis(500)
            .setConsumer(new Line(out, terminal))
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
      Opening.closeAll(List.of(bar, terminal));
    }
  }

  /** The bar would open one itself, which gives Ctrl-C its default meaning back: to end at once. */
  private static Terminal terminal() {
    try {
      return TerminalBuilder.builder().dumb(true).nativeSignals(false).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line as long as the terminal is wide at the time. */
  private static final class Line extends ConsoleProgressBarConsumer {
    private static final int USUAL = 80; // where the terminal does not say
    private final Terminal terminal;

    Line(PrintStream out, Terminal terminal) {
      super(out);
      this.terminal = terminal;
    }

    @Override
    public int getMaxRenderedLength() {
      int width = terminal.getWidth();
      return (width >= 10 ? width : USUAL) - 1; // a full line would make some terminals scroll
    }
  }
}
