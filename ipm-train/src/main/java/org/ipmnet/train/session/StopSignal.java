// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmnet.train.loop.StopRequest;
import org.jline.utils.Signals;

/**
 * SIGTERM and Ctrl-C ask the run to stop after the current step, and a line says at once what it
 * waits for; a second signal ends the process. These are signal handlers rather than a shutdown
 * hook, after which the exit code would be that of the signal.
 */
public final class StopSignal implements StopRequest {
  private static final int EXIT_AT_ONCE = 130;

  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile String work;

  private StopSignal(String work) {
    this.work = work;
  }

  /**
   * Installs the handlers.
   *
   * @param err where the line goes
   * @param work what a stop waits for, until {@link #underWay} says otherwise
   */
  public static StopSignal listen(PrintStream err, String work) {
    StopSignal stop = new StopSignal(work);
    onSignal(
        () -> {
          if (stop.asked.getAndSet(true)) {
            Runtime.getRuntime().halt(EXIT_AT_ONCE);
          }
          answer(err, stop.work + "; once more ends at once");
        });
    return stop;
  }

  /**
   * For work that can be interrupted anywhere: the first signal prints a line and ends the process.
   *
   * @param word the line: how to go on
   */
  public static void endWith(PrintStream err, String word) {
    onSignal(
        () -> {
          answer(err, word);
          Runtime.getRuntime().halt(EXIT_AT_ONCE);
        });
  }

  private static void onSignal(Runnable handler) {
    for (String name : new String[] {"TERM", "INT"}) {
      Signals.register(name, handler);
    }
  }

  /** On a new line: the terminal has shown ^C, perhaps behind a progress bar. */
  private static void answer(PrintStream err, String line) {
    err.print((System.console() == null ? "" : "\n") + line + "\n");
    err.flush();
  }

  @Override
  public void underWay(String work) {
    this.work = work;
  }

  @Override
  public boolean getAsBoolean() {
    return asked.get();
  }
}
