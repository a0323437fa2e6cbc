// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmnet.train.loop.StopRequest;
import org.jline.utils.Signals;

/**
 * SIGTERM and Ctrl-C ask the run to stop after the step, and are answered at once; a second one
 * ends the process. A shutdown hook would do too, but then the exit code could not say that all
 * went well.
 */
public final class StopSignal implements StopRequest {
  private static final int EXIT_AT_ONCE = 130;

  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile String work;

  private StopSignal(String work) {
    this.work = work;
  }

  /**
   * Starts listening, where the platform knows these signals.
   *
   * @param err where the first signal is answered
   * @param work what it has to wait for until something else is {@link #underWay}
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
   * For work that may be broken off anywhere: the first signal ends it, with a word on how to go
   * on.
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

  /** On a line of its own: a terminal shows ^C, and perhaps a progress bar, on the one before. */
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
